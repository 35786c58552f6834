package io.candlelake.simulator.advanced;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GoTimeTest {
    @Test
    void trailingZerosAreLeftOut() {
        assertThat(GoTime.rfc3339(Instant.parse("2026-08-09T21:05:49.253283580Z")))
                .isEqualTo("2026-08-09T21:05:49.25328358Z");
        assertThat(GoTime.rfc3339(Instant.parse("2026-08-09T21:05:38.504360Z")))
                .isEqualTo("2026-08-09T21:05:38.50436Z");
        assertThat(GoTime.rfc3339(Instant.parse("2026-08-09T21:05:40Z"))).isEqualTo("2026-08-09T21:05:40Z");
        assertThat(GoTime.rfc3339(Instant.parse("2026-08-09T21:10:00.000000001Z")))
                .isEqualTo("2026-08-09T21:10:00.000000001Z");
    }

    @Test
    void aTimeWithItsMonotonicClockHasGosOwnForm() {
        assertThat(GoTime.text(Instant.parse("2026-08-09T21:05:53.855244860Z"), 41_696_260_890_155L))
                .isEqualTo("2026-08-09 21:05:53.85524486 +0000 UTC m=+41696.260890155");
        assertThat(GoTime.text(Instant.parse("2026-08-09T21:05:53Z"), 41_696_000_000_005L))
                .isEqualTo("2026-08-09 21:05:53 +0000 UTC m=+41696.000000005");
    }
}
