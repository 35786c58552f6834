package io.candlelake.simulator.exchange;

import java.util.Locale;
import java.util.Optional;

/** A channel that a client may subscribe to. Those that carry nothing here are acknowledged, and then silent. */
enum ExchangeChannel {
    MATCHES,
    HEARTBEAT,
    STATUS,
    TICKER,
    TICKER_BATCH,
    RFQ_MATCHES;

    /** {@code matches}: the name on the wire. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Status is of the exchange, all others are of products. */
    boolean needsProducts() {
        return this != STATUS;
    }

    /** Empty when there is no such channel. */
    static Optional<ExchangeChannel> parse(String label) {
        for (ExchangeChannel channel : values()) {
            if (channel.label().equals(label)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }
}
