package io.candlelake.simulator.market;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.TradeId;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * One match of a taker with a maker: {@code BTC-USD 1052119289, 0.2 at 63514.6, the taker bought}.
 *
 * @param productId the market
 * @param tradeId counts up by one per product, unless an id is skipped
 * @param price exact, in the quote currency, of the product's price scale
 * @param size exact, in the base currency, of the product's size scale
 * @param takerSide what the taker did; the wire names the maker's side instead, its opposite
 * @param time all trades of one taker share it, and no other taker of the product has it
 * @param sequence grows per product, with jumps
 */
public record Trade(
        ProductId productId,
        TradeId tradeId,
        BigDecimal price,
        BigDecimal size,
        TakerSide takerSide,
        Timestamp time,
        long sequence) {

    /** The maker's order, the same at every asking: made of product and trade id, so that a resumed ledger knows it. */
    public UUID makerOrderId() {
        return orderId(0x6D616B6572L, tradeId.value());
    }

    /** The taker's order, one for all the makers that it swept: made of product and time. */
    public UUID takerOrderId() {
        return orderId(0x74616B6572L, time.epochMicros());
    }

    /** {@code 63514.6}: without trailing zeros, never with an exponent; the form of the WebSocket and of the ledger. */
    public String priceText() {
        return plain(price);
    }

    /** {@code 0.2}: as {@link #priceText()}. */
    public String sizeText() {
        return plain(size);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private UUID orderId(long kind, long number) {
        long high = mix(mix(productId.value().hashCode() ^ (kind << 24)) + number);
        long low = mix(high + kind);
        // Version 4, variant 2: the look of the random ids that Coinbase sends.
        return new UUID((high & ~0xF000L) | 0x4000L, (low & ~(3L << 62)) | (1L << 63));
    }

    /** The finaliser of SplitMix64: spreads neighbouring numbers over all 64 bits, one to one. */
    private static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
