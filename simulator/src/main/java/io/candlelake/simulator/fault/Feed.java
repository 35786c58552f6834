package io.candlelake.simulator.fault;

import java.util.Locale;
import java.util.Optional;

/** A way by which trades reach a client: {@code exchange}, {@code advanced}, {@code rest}. */
public enum Feed {
    EXCHANGE,
    ADVANCED,
    REST;

    /** {@code exchange}: the name in addresses and in the ledger. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty when there is no such feed. */
    public static Optional<Feed> parse(String label) {
        for (Feed feed : values()) {
            if (feed.label().equals(label)) {
                return Optional.of(feed);
            }
        }
        return Optional.empty();
    }
}
