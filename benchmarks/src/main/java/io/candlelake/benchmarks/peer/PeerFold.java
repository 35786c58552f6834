package io.candlelake.benchmarks.peer;

import java.math.BigDecimal;
import java.time.Instant;

/** The running aggregate of a window, right for trades of the same time and for late ones: open and close by (time, id). */
public final class PeerFold {
    public String productId = "";
    public long openMicros = Long.MAX_VALUE;
    public long openId;
    public BigDecimal open = BigDecimal.ZERO;
    public BigDecimal high = BigDecimal.ZERO;
    public BigDecimal low = BigDecimal.ZERO;
    public long closeMicros = Long.MIN_VALUE;
    public long closeId;
    public BigDecimal close = BigDecimal.ZERO;
    public BigDecimal volume = BigDecimal.ZERO;
    public BigDecimal notional = BigDecimal.ZERO;
    public long tradeCount;

    /** Adds a trade, and returns this. */
    public PeerFold add(PeerTrade trade) {
        productId = trade.productId;
        high = tradeCount == 0 ? trade.price : high.max(trade.price);
        low = tradeCount == 0 ? trade.price : low.min(trade.price);
        if (isBefore(trade.micros, trade.tradeId, openMicros, openId)) {
            openMicros = trade.micros;
            openId = trade.tradeId;
            open = trade.price;
        }
        if (isBefore(closeMicros, closeId, trade.micros, trade.tradeId)) {
            closeMicros = trade.micros;
            closeId = trade.tradeId;
            close = trade.price;
        }
        volume = volume.add(trade.size);
        notional = notional.add(trade.price.multiply(trade.size));
        tradeCount++;
        return this;
    }

    private static boolean isBefore(long micros, long id, long otherMicros, long otherId) {
        return micros < otherMicros || (micros == otherMicros && id < otherId);
    }

    /** What is written when the window closes. */
    public PeerCandle candle(String interval, long openMillis) {
        return new PeerCandle(
                productId,
                interval,
                Instant.ofEpochMilli(openMillis).toString(),
                open,
                high,
                low,
                close,
                volume,
                notional,
                tradeCount);
    }
}
