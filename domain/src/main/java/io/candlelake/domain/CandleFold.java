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
    private long closeTime = Long.MIN_VALUE;
    private long closeId;
    private long tradeCount;
    private long firstTradeId = Long.MAX_VALUE;
    private long lastTradeId = Long.MIN_VALUE;
    private final Amount open = new Amount();
    private final Amount close = new Amount();
    private final Amount high = new Amount();
    private final Amount low = new Amount();
    private final Amount notional = new Amount();
    private final Amount buyVolume = new Amount();
    private final Amount sellVolume = new Amount();

    /** A fold of nothing, the neutral element of {@link #merge}. */
    public CandleFold() {}

    /** A fold as it was stored. Every argument as the accessor of its name gives it. */
    public CandleFold(Edge opened, Edge closed, BigDecimal high, BigDecimal low, Totals totals, Candle.TradeIds ids) {
        this.openTime = opened.epochMicros();
        this.openId = opened.tradeId();
        this.open.set(opened.price());
        this.closeTime = closed.epochMicros();
        this.closeId = closed.tradeId();
        this.close.set(closed.price());
        this.high.set(high);
        this.low.set(low);
        this.notional.set(totals.notional());
        this.buyVolume.set(totals.buyVolume());
        this.sellVolume.set(totals.sellVolume());
        this.tradeCount = totals.tradeCount();
        this.firstTradeId = ids.first();
        this.lastTradeId = ids.last();
    }

    /** Adds one trade. */
    public void add(long epochMicros, long tradeId, BigDecimal price, BigDecimal size, TakerSide side) {
        add(epochMicros, tradeId, Amount.of(price), Amount.of(size), side);
    }

    /** Adds one trade, whose amounts may be used again for the next. */
    public void add(long epochMicros, long tradeId, Amount price, Amount size, TakerSide side) {
        if (tradeCount == 0) {
            high.set(price);
            low.set(price);
        } else if (price.compareTo(high) > 0) {
            high.set(price);
        } else if (price.compareTo(low) < 0) {
            low.set(price);
        }
        if (isBefore(epochMicros, tradeId, openTime, openId)) {
            openTime = epochMicros;
            openId = tradeId;
            open.set(price);
        }
        if (isBefore(closeTime, closeId, epochMicros, tradeId)) {
            closeTime = epochMicros;
            closeId = tradeId;
            close.set(price);
        }
        (side == TakerSide.BUY ? buyVolume : sellVolume).add(size);
        notional.addProduct(price, size);
        tradeCount++;
        firstTradeId = Math.min(firstTradeId, tradeId);
        lastTradeId = Math.max(lastTradeId, tradeId);
    }

    /** Adds the trades of another fold, which stays as it is. */
    public void merge(CandleFold other) {
        if (other.tradeCount == 0) {
            return;
        }
        if (tradeCount == 0 || other.high.compareTo(high) > 0) {
            high.set(other.high);
        }
        if (tradeCount == 0 || other.low.compareTo(low) < 0) {
            low.set(other.low);
        }
        if (isBefore(other.openTime, other.openId, openTime, openId)) {
            openTime = other.openTime;
            openId = other.openId;
            open.set(other.open);
        }
        if (isBefore(closeTime, closeId, other.closeTime, other.closeId)) {
            closeTime = other.closeTime;
            closeId = other.closeId;
            close.set(other.close);
        }
        notional.add(other.notional);
        buyVolume.add(other.buyVolume);
        sellVolume.add(other.sellVolume);
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
        return new Edge(openTime, openId, open.value());
    }

    /** The last trade by (time, trade id). */
    public Edge closed() {
        return new Edge(closeTime, closeId, close.value());
    }

    public BigDecimal high() {
        return high.value();
    }

    public BigDecimal low() {
        return low.value();
    }

    public Totals totals() {
        return new Totals(notional.value(), buyVolume.value(), sellVolume.value(), tradeCount);
    }

    /** The smallest and the largest id. */
    public Candle.TradeIds tradeIds() {
        return new Candle.TradeIds(firstTradeId, lastTradeId);
    }

    /** Sum of sizes. */
    public BigDecimal volume() {
        return buyVolume.value().add(sellVolume.value());
    }

    /** Sum of price times size, exact. */
    public BigDecimal notional() {
        return notional.value();
    }

    /** Prices of a fold that holds a trade; absent otherwise. */
    public Optional<Candle.Prices> prices() {
        return tradeCount == 0
                ? Optional.empty()
                : Optional.of(new Candle.Prices(
                        open.value(),
                        high.value(),
                        low.value(),
                        close.value(),
                        notional().divide(volume(), SCALE, RoundingMode.HALF_EVEN)));
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
                && open.equals(that.open)
                && close.equals(that.close)
                && high.equals(that.high)
                && low.equals(that.low)
                && notional.equals(that.notional)
                && buyVolume.equals(that.buyVolume)
                && sellVolume.equals(that.sellVolume);
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
