package io.candlelake.producer.metrics;

import java.util.function.LongSupplier;

/** How long something was waited for, in all: {@code waits.begin(); waits.end(); waits.seconds()}. A wait that lasts counts so far. */
final class Waits {
    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private long totalNanos;
    private long beganNanos;
    private boolean isWaiting;

    Waits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void begin() {
        if (!isWaiting) {
            isWaiting = true;
            beganNanos = nanoTime.getAsLong();
        }
    }

    synchronized void end() {
        if (isWaiting) {
            isWaiting = false;
            totalNanos += nanoTime.getAsLong() - beganNanos;
        }
    }

    synchronized double seconds() {
        return (totalNanos + (isWaiting ? nanoTime.getAsLong() - beganNanos : 0)) / NANOS;
    }
}
