package io.candlelake.producer.connection;

import java.util.function.LongSupplier;

/**
 * A limit on how often something is done: {@code new Pace(4, 10, System::nanoTime)} is four times a second, and ten at once
 * after a rest. In no second are there more than the sum of both. Not thread-safe.
 */
final class Pace {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanos;
    private double permits;
    private long countedNanos;

    Pace(double perSecond, int burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
        permits = burst;
        countedNanos = nanos.getAsLong();
    }

    /** True when so many are free now. */
    boolean has(int count) {
        long now = nanos.getAsLong();
        permits = Math.min(burst, permits + (now - countedNanos) / NANOS_PER_SECOND * perSecond);
        countedNanos = now;
        return permits >= count;
    }

    /** Takes what {@link #has} found. */
    void take(int count) {
        permits -= count;
    }
}
