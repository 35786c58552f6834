package io.candlelake.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private static final Instant NOON = Instant.parse("2026-07-07T12:00:00Z");

    private final Restarts restarts = new Restarts();

    @Test
    void pausesDoubleUntilTheFifthDeathWithinAMinute() {
        assertThat(restarts.died(NOON)).contains(Duration.ofMillis(500));
        assertThat(restarts.died(NOON.plusSeconds(1))).contains(Duration.ofSeconds(1));
        assertThat(restarts.died(NOON.plusSeconds(2))).contains(Duration.ofSeconds(2));
        assertThat(restarts.died(NOON.plusSeconds(3))).contains(Duration.ofSeconds(4));
        assertThat(restarts.died(NOON.plusSeconds(4))).isEmpty();
    }

    @Test
    void deathsOfMoreThanAMinuteAgoAreForgotten() {
        for (int minute = 0; minute < 20; minute++) {
            assertThat(restarts.died(NOON.plus(Duration.ofSeconds(61L * minute))))
                    .contains(Duration.ofMillis(500));
        }
    }
}
