package io.candlelake.streams.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many passing faults are borne: {@value #MAX} in 30 minutes. One that comes again and again does not pass, and a process that
 * never gives up looks well from outside. Kafka's clients bear what is shorter than two to five minutes themselves.
 */
final class FaultBudget {
    static final int MAX = 10;
    static final Duration SPAN = Duration.ofMinutes(30);

    private final Clock clock;
    private final Deque<Instant> faults = new ArrayDeque<>();

    FaultBudget(Clock clock) {
        this.clock = clock;
    }

    /** Counts one more. False when it is one too many. */
    synchronized boolean bears() {
        Instant now = clock.instant();
        while (!faults.isEmpty() && faults.getFirst().isBefore(now.minus(SPAN))) {
            faults.removeFirst();
        }
        faults.addLast(now);
        return faults.size() <= MAX;
    }
}
