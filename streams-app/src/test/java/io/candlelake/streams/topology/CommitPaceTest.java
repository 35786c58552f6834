package io.candlelake.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private final CommitPace pace = new CommitPace();

    @Test
    void aThreadAsksOnceInEachPause() {
        assertThat(pace.isDue(1_000)).isTrue();
        assertThat(pace.isDue(1_000)).isFalse();
        assertThat(pace.isDue(1_000 + CommitPace.PAUSE_MILLIS - 1)).isFalse();
        assertThat(pace.isDue(1_000 + CommitPace.PAUSE_MILLIS)).isTrue();
    }

    @Test
    void anotherThreadCommitsOfItsOwn() {
        assertThat(pace.isDue(1_000)).isTrue();
        assertThat(CompletableFuture.supplyAsync(() -> pace.isDue(1_000)))
                .succeedsWithin(java.time.Duration.ofSeconds(5))
                .isEqualTo(true);
    }
}
