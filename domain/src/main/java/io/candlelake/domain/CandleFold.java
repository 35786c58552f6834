package io.candlelake.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;

/**
 * The running fold of a window's trades, whatever order they come in.
 *
 * <p>Adding is commutative and merging is associative, for open and close are the trades with the smallest and the largest
 * (time, trade id), not the first and last to arrive. So 1m folds merge into 5m, and a trade that comes late gives the
 * same candle as one that came in time. Each trade is to be added once: {@link SeenTrades} sees to it.
 *
 * <p>Mutable and not thread-safe: one is written per trade, which is the hottest line of the product.
 */
public final class CandleFold {
    /** Decimals in the tables: 18 digits after the point. */
    public static final int SCALE = 18;

    private long openTime = Long.MAX_VALUE;
    private long openId;
    private BigDecimal open = BigDecimal.ZERO;
    private long closeTime = Long.MIN_VALUE;
    private long closeId;
    private BigDecimal close = BigDecimal.ZERO;
    private BigDecimal high = BigDecimal.ZERO;
    private BigDecimal low = BigDecimal.ZERO;
    private BigDecimal notional = BigDecimal.ZERO;
    private BigDecimal buyVolume = BigDecimal.ZERO;
    private BigDecimal sellVolume = BigDecimal.ZERO;
    private long tradeCount;
    private long firstTradeId = Long.MAX_VALUE;
    private long lastTradeId = Long.MIN_VALUE;

    /** A fold of nothing, the neutral element of {@link #merge}. */
    public CandleFold() {}

    /** A fold as it was stored. Every argument as the accessor of its name gives it. */
    public CandleFold(Edge opened, Edge closed, BigDecimal high, BigDecimal low, Totals totals, Candle.TradeIds ids) {
        this.openTime = opened.epochMicros();
        this.openId = opened.tradeId();
        this.open = opened.price();
        this.closeTime = closed.epochMicros();
        this.closeId = closed.tradeId();
        this.close = closed.price();
        this.high = high;
        this.low = low;
        this.notional = totals.notional();
        this.buyVolume = totals.buyVolume();
        this.sellVolume = totals.sellVolume();
        this.tradeCount = totals.tradeCount();
        this.firstTradeId = ids.first();
        this.lastTradeId = ids.last();
    }

    /** Adds one trade. */
    public void add(long epochMicros, long tradeId, BigDecimal price, BigDecimal size, TakerSide side) {
        if (tradeCount == 0) {
            high = price;
            low = price;
        } else {
            high = price.compareTo(high) > 0 ? price : high;
            low = price.compareTo(low) < 0 ? price : low;
        }
        if (isBefore(epochMicros, tradeId, openTime, openId)) {
            openTime = epochMicros;
            openId = tradeId;
            open = price;
        }
        if (isBefore(closeTime, closeId, epochMicros, tradeId)) {
            closeTime = epochMicros;
            closeId = tradeId;
            close = price;
        }
        if (side == TakerSide.BUY) {
            buyVolume = buyVolume.add(size);
        } else {
            sellVolume = sellVolume.add(size);
        }
        notional = notional.add(price.multiply(size));
        tradeCount++;
        firstTradeId = Math.min(firstTradeId, tradeId);
        lastTradeId = Math.max(lastTradeId, tradeId);
    }

    /** Adds the trades of another fold, which stays as it is. */
    public void merge(CandleFold other) {
        if (other.tradeCount == 0) {
            return;
        }
        high = tradeCount == 0 ? other.high : high.max(other.high);
        low = tradeCount == 0 ? other.low : low.min(other.low);
        if (isBefore(other.openTime, other.openId, openTime, openId)) {
            openTime = other.openTime;
            openId = other.openId;
            open = other.open;
        }
        if (isBefore(closeTime, closeId, other.closeTime, other.closeId)) {
            closeTime = other.closeTime;
            closeId = other.closeId;
            close = other.close;
        }
        notional = notional.add(other.notional);
        buyVolume = buyVolume.add(other.buyVolume);
        sellVolume = sellVolume.add(other.sellVolume);
        tradeCount += other.tradeCount;
        firstTradeId = Math.min(firstTradeId, other.firstTradeId);
        lastTradeId = Math.max(lastTradeId, other.lastTradeId);
    }

    private static boolean isBefore(long time, long id, long otherTime, long otherId) {
        return time < otherTime || (time == otherTime && id < otherId);
    }

    public long tradeCount() {
        return tradeCount;
    }

    /** The first trade by (time, trade id). */
    public Edge opened() {
        return new Edge(openTime, openId, open);
    }

    /** The last trade by (time, trade id). */
    public Edge closed() {
        return new Edge(closeTime, closeId, close);
    }

    public BigDecimal high() {
        return high;
    }

    public BigDecimal low() {
        return low;
    }

    public Totals totals() {
        return new Totals(notional, buyVolume, sellVolume, tradeCount);
    }

    /** The smallest and the largest id. */
    public Candle.TradeIds tradeIds() {
        return new Candle.TradeIds(firstTradeId, lastTradeId);
    }

    /** Sum of sizes. */
    public BigDecimal volume() {
        return buyVolume.add(sellVolume);
    }

    /** Sum of price times size, exact. */
    public BigDecimal notional() {
        return notional;
    }

    /** Prices of a fold that holds a trade; absent otherwise. */
    public Optional<Candle.Prices> prices() {
        return tradeCount == 0
                ? Optional.empty()
                : Optional.of(new Candle.Prices(
                        open, high, low, close, notional.divide(volume(), SCALE, RoundingMode.HALF_EVEN)));
    }

    /**
     * One end of the window's trades.
     *
     * @param epochMicros time of the trade
     * @param tradeId its id
     * @param price its price
     */
    public record Edge(long epochMicros, long tradeId, BigDecimal price) {}

    /**
     * What adds up.
     *
     * @param notional sum of price times size, exact
     * @param buyVolume sum of the sizes that takers bought
     * @param sellVolume sum of the sizes that takers sold
     * @param tradeCount how many trades
     */
    public record Totals(BigDecimal notional, BigDecimal buyVolume, BigDecimal sellVolume, long tradeCount) {}

    /** Two folds are equal when they hold the same values; 1.0 equals 1.00. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CandleFold that
                && openTime == that.openTime
                && openId == that.openId
                && closeTime == that.closeTime
                && closeId == that.closeId
                && tradeCount == that.tradeCount
                && firstTradeId == that.firstTradeId
                && lastTradeId == that.lastTradeId
                && open.compareTo(that.open) == 0
                && close.compareTo(that.close) == 0
                && high.compareTo(that.high) == 0
                && low.compareTo(that.low) == 0
                && notional.compareTo(that.notional) == 0
                && buyVolume.compareTo(that.buyVolume) == 0
                && sellVolume.compareTo(that.sellVolume) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(openTime, openId, closeTime, closeId, tradeCount, firstTradeId, lastTradeId);
    }

    @Override
    public String toString() {
        return "CandleFold[" + tradeCount + " trades, open " + open + ", high " + high + ", low " + low + ", close "
                + close + ", notional " + notional + "]";
    }
}
