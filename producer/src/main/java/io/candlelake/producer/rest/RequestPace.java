package io.candlelake.producer.rest;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When the next request may go: nine a second are 111 ms apart, however many threads ask.
 *
 * <p>Evenly spaced, with no burst: the host's own allowance for one then covers what the network bunches, and a process that is killed
 * and started again, which knows nothing of what it asked before, stays within the limit too.
 */
final class RequestPace {
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private long nextNanos;
    private long heldUntilNanos;

    RequestPace(int requestsPerSecond, LongSupplier nanoTime) {
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / requestsPerSecond;
        this.nanoTime = nanoTime;
        this.nextNanos = nanoTime.getAsLong();
        this.heldUntilNanos = nextNanos;
    }

    /** Returns when it is the caller's turn; whoever waits while all are held back gets a new turn after that. */
    void awaitTurn() throws InterruptedException {
        long turn;
        do {
            turn = nextTurn();
            TimeUnit.NANOSECONDS.sleep(turn - nanoTime.getAsLong());
        } while (isBeforeEndOfHold(turn));
    }

    /** Takes the next turn; its time, by the clock that was given. */
    synchronized long nextTurn() {
        long now = nanoTime.getAsLong();
        long turn = nextNanos - now > 0 ? nextNanos : now;
        nextNanos = turn + intervalNanos;
        return turn;
    }

    /** Nobody asks for so long. */
    synchronized void hold(long nanos) {
        long until = nanoTime.getAsLong() + nanos;
        if (until - heldUntilNanos > 0) {
            heldUntilNanos = until;
        }
        if (until - nextNanos > 0) {
            nextNanos = until;
        }
    }

    private synchronized boolean isBeforeEndOfHold(long turn) {
        return turn - heldUntilNanos < 0;
    }
}
