package io.candlelake.streams.expected;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * {@code 7: buy 0.5 at 100, 1795600801000000}.
 *
 * @param micros since the epoch
 * @param isBuy what the taker did
 */
public record Trade(long id, long micros, BigDecimal price, BigDecimal size, boolean isBuy) {
    /** Order within a candle. */
    static final Comparator<Trade> BY_TIME =
            Comparator.comparingLong(Trade::micros).thenComparingLong(Trade::id);

    public Trade {
        price = price.stripTrailingZeros();
        size = size.stripTrailingZeros();
    }
}
