package io.candlelake.producer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));

    @Test
    void boundDoublesUntilTheCap() {
        assertThat(longest(1)).isBetween(Duration.ofMillis(240), Duration.ofMillis(250));
        assertThat(longest(2)).isBetween(Duration.ofMillis(480), Duration.ofMillis(500));
        assertThat(longest(5)).isBetween(Duration.ofMillis(3_900), Duration.ofMillis(4_000));
        assertThat(longest(7)).isBetween(Duration.ofMillis(9_900), Duration.ofSeconds(10));
        assertThat(longest(Integer.MAX_VALUE)).isBetween(Duration.ofMillis(9_900), Duration.ofSeconds(10));
    }

    @Test
    void waitMayBeAnythingDownToNothing() {
        Random random = new Random(1);
        long shortest = IntStream.range(0, 10_000)
                .mapToLong(i -> backoff.delay(7, random).toMillis())
                .min()
                .orElseThrow();

        assertThat(shortest).isBetween(0L, 20L);
    }

    private Duration longest(int failures) {
        Random random = new Random(1);
        return Duration.ofMillis(IntStream.range(0, 10_000)
                .mapToLong(i -> backoff.delay(failures, random).toMillis())
                .max()
                .orElseThrow());
    }
}
