package io.candlelake.simulator.advanced;

import java.util.Locale;
import java.util.Optional;

/**
 * A channel that a client may subscribe to, in the order in which an acknowledgement lists them. Tickers and books are
 * acknowledged, and then silent.
 */
enum AdvancedChannel {
    CANDLES,
    HEARTBEATS,
    LEVEL2,
    MARKET_TRADES,
    STATUS,
    TICKER,
    TICKER_BATCH;

    /** {@code market_trades}: the name on the wire. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Heartbeats are of the connection, all others are of products. */
    boolean needsProducts() {
        return this != HEARTBEATS;
    }

    /** Empty when there is no such channel. */
    static Optional<AdvancedChannel> parse(String label) {
        for (AdvancedChannel channel : values()) {
            if (channel.label().equals(label)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }
}
