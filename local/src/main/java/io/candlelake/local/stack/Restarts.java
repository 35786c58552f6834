package io.candlelake.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** When a process that died is started again: after 0.5 s, then 1, 2 and 4 s; never after the fifth death within a minute. */
final class Restarts {
    private static final int GIVE_UP_AT = 5;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final Deque<Instant> deaths = new ArrayDeque<>();

    /** The pause before the next start; empty when it has died too often. */
    Optional<Duration> died(Instant at) {
        deaths.addLast(at);
        while (Duration.between(deaths.getFirst(), at).compareTo(WITHIN) > 0) {
            deaths.removeFirst();
        }
        if (deaths.size() >= GIVE_UP_AT) {
            return Optional.empty();
        }
        return Optional.of(FIRST_PAUSE.multipliedBy(1L << (deaths.size() - 1)));
    }
}
