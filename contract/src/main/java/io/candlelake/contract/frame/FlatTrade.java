package io.candlelake.contract.frame;

import io.candlelake.domain.Amount;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.TakerSide;

/**
 * One valid trade after the other, in the same place: {@code BTC-USD 1052119289, 0.2 at 63514.6}.
 *
 * <p>What {@link Trade} is, without an object for each: every trade of the product passes here. What is read from it holds
 * until it is set again.
 */
public final class FlatTrade {
    private ProductId productId;
    private long tradeId;
    private final Amount price = new Amount();
    private final Amount size = new Amount();
    private TakerSide takerSide = TakerSide.BUY;
    private long epochMicros;
    private long sequence;

    /** A place for the trades of the product, to begin with. */
    public FlatTrade(ProductId productId) {
        this.productId = productId;
    }

    /** {@code FlatTrade.of(trade)}: in a place of its own. */
    public static FlatTrade of(Trade trade) {
        FlatTrade flat = new FlatTrade(trade.productId());
        flat.set(trade);
        return flat;
    }

    /** Puts another trade in this place. */
    public void set(Trade trade) {
        set(
                trade.productId(),
                trade.tradeId(),
                trade.takerSide(),
                trade.time().epochMicros(),
                trade.sequence().orElse(0));
        price.set(trade.price());
        size.set(trade.size());
    }

    void set(ProductId product, long id, TakerSide side, long micros, long sequenceOrZero) {
        productId = product;
        tradeId = id;
        takerSide = side;
        epochMicros = micros;
        sequence = sequenceOrZero;
    }

    public ProductId productId() {
        return productId;
    }

    public long tradeId() {
        return tradeId;
    }

    /** Positive, at most 20 digits before and 18 after the point. */
    public Amount price() {
        return price;
    }

    /** The same bounds. */
    public Amount size() {
        return size;
    }

    public TakerSide takerSide() {
        return takerSide;
    }

    /** The exchange's time, cut to microseconds since the epoch. */
    public long epochMicros() {
        return epochMicros;
    }

    /** Of the product; 0 where the feed sends none. */
    public long sequence() {
        return sequence;
    }
}
