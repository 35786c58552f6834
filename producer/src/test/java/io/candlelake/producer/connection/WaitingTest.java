package io.candlelake.producer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final AtomicLong now = new AtomicLong(100);
    private final Waiting waiting = new Waiting(now::get);

    @Test
    void onlyTheTimeInWhichWeWereReadyCounts() {
        now.addAndGet(1_000);
        assertThat(waiting.totalNanos()).as("not open yet").isZero();

        waiting.start();
        now.addAndGet(5);
        assertThat(waiting.totalNanos()).isEqualTo(5);
        waiting.stop();
        now.addAndGet(1_000);
        assertThat(waiting.totalNanos()).as("the sink is busy").isEqualTo(5);
        waiting.start();
        now.addAndGet(7);
        waiting.stop();

        assertThat(waiting.totalNanos()).isEqualTo(12);
    }
}
