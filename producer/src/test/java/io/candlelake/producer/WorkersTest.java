package io.candlelake.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
    @Test
    void firstFailureIsTheOneThatCounts() {
        try (Workers workers = new Workers()) {
            workers.start("patient", () -> Thread.sleep(Long.MAX_VALUE));
            workers.start("broken", () -> {
                throw new IllegalArgumentException("first");
            });

            assertThatThrownBy(workers::awaitFailure)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("first");
            workers.fail(new IllegalArgumentException("second"));
            assertThatThrownBy(workers::awaitFailure).hasMessage("first");
            assertThat(workers.areWell()).isFalse();
        }
    }

    @Test
    void whoReturnsUnaskedHasFailed() {
        try (Workers workers = new Workers()) {
            workers.start("brief", () -> {});

            assertThatThrownBy(workers::awaitFailure).hasMessage("brief has ended unasked");
        }
    }

    @Test
    void errorOfTheJvmIsAFailureToo() {
        try (Workers workers = new Workers()) {
            workers.start("hungry", () -> {
                throw new OutOfMemoryError("heap");
            });

            assertThatThrownBy(workers::awaitFailure).isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void closeEndsAllAndIsNoFailure() throws Exception {
        CountDownLatch ended = new CountDownLatch(2);
        Workers workers = new Workers();
        for (int i = 0; i < 2; i++) {
            workers.start("patient", () -> {
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } finally {
                    ended.countDown();
                }
            });
        }
        assertThat(workers.areWell()).isTrue();

        workers.close();

        ended.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(workers::awaitFailure).isInstanceOf(InterruptedException.class);
    }
}
