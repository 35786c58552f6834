package io.candlelake.simulator.fault;

import java.util.SplittableRandom;

/**
 * One fault that is to happen: {@code DELAY, 1.7 seconds}.
 *
 * @param seconds how long it lasts; 0 where that means nothing
 * @param seed of what else is left to chance in it
 */
public record Fault(FaultKind kind, double seconds, long seed) {
    /** {@code fault.chance().nextInt(5)}: the same draws at every call. */
    public SplittableRandom chance() {
        return new SplittableRandom(seed);
    }

    /** Its length in whole milliseconds. */
    public long millis() {
        return Math.round(seconds * 1_000);
    }

    Fault lasting(double newSeconds) {
        return new Fault(kind, newSeconds, seed);
    }
}
