package io.candlelake.endtoend.expected;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;

/**
 * One trade: {@code BTC-USD 1052119289, 0.2 at 63514.6, sell, 2026-07-07T22:58:17.164892Z}.
 *
 * @param price as written, without trailing zeros
 * @param size as written, without trailing zeros
 * @param takerSide buy or sell; frames carry the maker's, which is the opposite
 * @param time to the microsecond
 */
public record Trade(String product, long id, BigDecimal price, BigDecimal size, String takerSide, Instant time) {
    /** Order within a candle. */
    public static final Comparator<Trade> BY_TIME =
            Comparator.comparing(Trade::time).thenComparingLong(Trade::id);

    public Trade {
        price = price.stripTrailingZeros();
        size = size.stripTrailingZeros();
    }

    /** What makes it this trade and no other. */
    public Key key() {
        return new Key(product, id);
    }

    /** The name of a trade. */
    public record Key(String product, long id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::product).thenComparingLong(Key::id).compare(this, other);
        }
    }
}
