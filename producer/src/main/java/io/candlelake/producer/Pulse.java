package io.candlelake.producer;

import java.util.function.LongSupplier;

/** Whether something that should happen every second does happen: {@code pulse.beat(); pulse.beats()}. */
final class Pulse {
    /** Heartbeats of every product and feed come every second, and each is a record: in 10 s of none, something is wrong. */
    private static final long WITHIN_NANOS = 10_000_000_000L;

    private final LongSupplier nanos;
    private volatile boolean began;
    private volatile long lastNanos;

    Pulse(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** It happened just now. */
    void beat() {
        lastNanos = nanos.getAsLong();
        began = true;
    }

    /** True when it happened within the last 10 s. */
    boolean beats() {
        return began && nanos.getAsLong() - lastNanos < WITHIN_NANOS;
    }
}
