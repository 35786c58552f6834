package io.candlelake.benchmarks.peer;

import java.time.Duration;
import java.util.List;

/**
 * {@code 1m}: Coinbase's six, as the peers are told them.
 *
 * @param label in messages
 * @param length of a window
 */
public record PeerInterval(String label, Duration length) {
    /** How late a trade may come: more than any of a load does, so that no peer drops one. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    /** How long an id is remembered: more than the time after which any message is repeated. */
    public static final Duration MEMORY = Duration.ofMinutes(10);

    public static final List<PeerInterval> ALL = List.of(
            new PeerInterval("1m", Duration.ofMinutes(1)),
            new PeerInterval("5m", Duration.ofMinutes(5)),
            new PeerInterval("15m", Duration.ofMinutes(15)),
            new PeerInterval("1h", Duration.ofHours(1)),
            new PeerInterval("6h", Duration.ofHours(6)),
            new PeerInterval("1d", Duration.ofDays(1)));
}
