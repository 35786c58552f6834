package io.candlelake.benchmarks.load;

/**
 * A made-up trade: {@code BTC-USD 1000000001, 0.00123400 at 63514.60}.
 *
 * @param product the market
 * @param tradeId contiguous per product
 * @param priceCents price in hundredths of the quote currency
 * @param sizeUnits size in hundred-millionths of the base currency
 * @param makerBuys what the maker did, which is the side that Coinbase names
 * @param micros its time, since the epoch; the fills of one taker share it
 * @param sequence of the product, with steps, for other messages count too
 * @param makerOrder half of the maker's order id, any bits
 * @param takerOrder half of the taker's, the same for all its fills
 */
public record MadeTrade(
        String product,
        long tradeId,
        long priceCents,
        long sizeUnits,
        boolean makerBuys,
        long micros,
        long sequence,
        long makerOrder,
        long takerOrder) {
    /** Digits of a price after the point. */
    public static final int PRICE_SCALE = 2;

    /** Digits of a size after the point. */
    public static final int SIZE_SCALE = 8;
}
