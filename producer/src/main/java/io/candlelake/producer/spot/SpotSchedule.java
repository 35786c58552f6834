package io.candlelake.producer.spot;

import io.candlelake.domain.Timestamp;
import java.time.Duration;

/**
 * Intervals of one length, counted from the epoch: of 60 s, the one that holds 22:58:17 begins at 22:58:00. Whoever keeps to
 * their beginnings cannot drift.
 *
 * @param interval at least one second
 */
record SpotSchedule(Duration interval) {
    private static final long MOST_JITTER_MICROS = 5_000_000;
    private static final int JITTER_PART = 10;

    /** The number of the interval that holds the instant. */
    long holding(Timestamp instant) {
        return Math.floorDiv(instant.epochMicros(), micros());
    }

    Timestamp beginning(long number) {
        return new Timestamp(number * micros());
    }

    /** Where the next one begins. */
    Timestamp end(long number) {
        return beginning(number + 1);
    }

    /** How long after its beginning an interval is asked for, at most: a tenth of it, 5 s. Pairs are so spread. */
    long jitterMicros() {
        return Math.min(MOST_JITTER_MICROS, micros() / JITTER_PART);
    }

    private long micros() {
        return interval.toSeconds() * 1_000_000;
    }
}
