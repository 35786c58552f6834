package io.candlelake.producer.connection;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** When the next connection may be tried: at once, or some time after a failure, the longer the more there were in a row. */
final class Attempts {
    private final Backoff backoff;
    private final Duration steady;
    private final RandomGenerator random;
    private final LongSupplier nanos;
    private int failures;
    private long dueNanos;

    Attempts(Timing timing, RandomGenerator random, LongSupplier nanos) {
        this.backoff = timing.backoff();
        this.steady = timing.steady();
        this.random = random;
        this.nanos = nanos;
        dueNanos = nanos.getAsLong();
    }

    boolean isDue() {
        return nanos.getAsLong() - dueNanos >= 0;
    }

    /**
     * A connection was lost.
     *
     * @param age from the attempt to its end; nothing when it was never acknowledged
     * @return how long from now the next has to wait
     */
    Duration failed(Duration age) {
        failures = age.compareTo(steady) > 0 ? 1 : failures + 1;
        Duration wait = backoff.delay(failures, random);
        dueNanos = nanos.getAsLong() + wait.toNanos();
        return wait;
    }
}
