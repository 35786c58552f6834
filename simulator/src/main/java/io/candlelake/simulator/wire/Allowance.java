package io.candlelake.simulator.wire;

import java.util.HashMap;
import java.util.Map;

/**
 * How often an address may do something: {@code new Allowance(10, 15)} is 10 times a second, 15 at once. A bucket of
 * tokens per address, kept in whole nanoseconds.
 */
final class Allowance {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long nanosEach;
    private final long burst;

    /** When each address' bucket will be full again; an address that is not here has a full one. */
    private final Map<String, Long> fullAt = new HashMap<>();

    Allowance(long perSecond, long burst) {
        this.nanosEach = NANOS_PER_SECOND / perSecond;
        this.burst = burst;
    }

    /**
     * Takes one from the address' allowance.
     *
     * @return false when nothing is left of it
     */
    boolean allows(String address, long nanoTime) {
        fullAt.values().removeIf(time -> time - nanoTime <= 0);
        long afterThis = fullAt.getOrDefault(address, nanoTime) + nanosEach;
        if (afterThis - nanoTime > burst * nanosEach) {
            return false;
        }
        fullAt.put(address, afterThis);
        return true;
    }
}
