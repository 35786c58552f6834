package io.candlelake.producer.connection;

import java.util.function.LongSupplier;

/**
 * How long a connection waited for the other side. The time in which its own sink was busy does not count: then it is we
 * who are slow, and whatever was sent meanwhile is still to be read.
 */
final class Waiting {
    private final LongSupplier nanos;
    private long total;
    private long sinceNanos;
    private boolean waiting;

    /** Does not wait yet. */
    Waiting(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** We are ready for the next piece. */
    synchronized void start() {
        sinceNanos = nanos.getAsLong();
        waiting = true;
    }

    /** A piece came. */
    synchronized void stop() {
        total = totalNanos();
        waiting = false;
    }

    synchronized long totalNanos() {
        return waiting ? total + nanos.getAsLong() - sinceNanos : total;
    }
}
