package io.candlelake.simulator.wire;

import java.util.HashMap;
import java.util.Map;

/**
 * How often an address may ask: 10 requests a second, 15 at once, as Coinbase Exchange's public REST API allows. A bucket
 * of tokens per address, kept in whole nanoseconds.
 */
final class RequestRate {
    private static final long NANOS_PER_REQUEST = 100_000_000L;
    private static final long BURST = 15;

    /** When each address' bucket will be full again; an address that is not here has a full one. */
    private final Map<String, Long> fullAt = new HashMap<>();

    /**
     * Takes a request from the address' allowance.
     *
     * @return false when nothing is left of it
     */
    boolean allows(String address, long nanoTime) {
        fullAt.values().removeIf(time -> time - nanoTime <= 0);
        long afterThis = fullAt.getOrDefault(address, nanoTime) + NANOS_PER_REQUEST;
        if (afterThis - nanoTime > BURST * NANOS_PER_REQUEST) {
            return false;
        }
        fullAt.put(address, afterThis);
        return true;
    }
}
