package io.candlelake.endtoend.expected;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;

/** A candle with trades: every number that follows from them. Decimals are without trailing zeros, so that equal means equal. */
public record Candle(
        String product,
        String interval,
        Instant openTime,
        Instant closeTime,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        BigDecimal notional,
        BigDecimal vwap,
        BigDecimal buyVolume,
        BigDecimal sellVolume,
        long tradeCount,
        long firstTradeId,
        long lastTradeId,
        long missingTrades) {
    public Candle {
        open = open.stripTrailingZeros();
        high = high.stripTrailingZeros();
        low = low.stripTrailingZeros();
        close = close.stripTrailingZeros();
        volume = volume.stripTrailingZeros();
        notional = notional.stripTrailingZeros();
        vwap = vwap.stripTrailingZeros();
        buyVolume = buyVolume.stripTrailingZeros();
        sellVolume = sellVolume.stripTrailingZeros();
    }

    /** Which candle it is. */
    public Key key() {
        return new Key(product, interval, openTime);
    }

    /** The name of a candle. */
    public record Key(String product, String interval, Instant openTime) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::product)
                    .thenComparing(Key::interval)
                    .thenComparing(Key::openTime)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return product + " " + interval + " " + openTime;
        }
    }
}
