package io.candlelake.producer.connection;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: {@code new Backoff(250 ms, 10 s).delay(1, random)} is up to 250 ms, of the
 * second failure in a row up to 500 ms, and so on up to 10 s.
 *
 * <p>Full jitter: anything from nothing to the bound, so that many clients that were cut off together do not come back together.
 *
 * @param base bound of the first wait
 * @param cap bound of all waits
 */
record Backoff(Duration base, Duration cap) {
    private static final int MOST_DOUBLINGS = 20;

    /** @param failures in a row, at least 1 */
    Duration delay(int failures, RandomGenerator random) {
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        long bound = Math.min(cap.toMillis(), base.toMillis() << doublings);
        return Duration.ofMillis(random.nextLong(bound + 1));
    }
}
