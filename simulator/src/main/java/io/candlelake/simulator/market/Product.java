package io.candlelake.simulator.market;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;

/**
 * What the simulator knows of a market: {@code BTC-USD opens at 63519.27, prices in 0.01, sizes in 0.00000001}.
 *
 * @param id the market
 * @param openingPrice in price increments: {@code 6351927} for 63519.27
 * @param priceScale digits after the point; a price's increment is one of the last of them
 * @param sizeScale digits after the point of a size; 0 for whole units
 * @param sizeDigits sizes have up to so many digits, counted in size increments
 * @param weight its part of the overall rate, relative to the other products'
 * @param firstTradeId the id of the first trade of a fresh market
 * @param sequencesPerSecond how fast sequence numbers grow, since orders use them too
 */
public record Product(
        ProductId id,
        long openingPrice,
        int priceScale,
        int sizeScale,
        int sizeDigits,
        int weight,
        long firstTradeId,
        int sequencesPerSecond) {
    /** 2020-01-01T00:00:00Z: sequence numbers count from here, and so have the ten and more digits of real ones. */
    private static final long SEQUENCE_EPOCH_MICROS = 1_577_836_800_000_000L;

    private static final long MICROS_PER_SECOND = 1_000_000L;

    /** {@code BTC} of BTC-USD. */
    public String baseCurrency() {
        return id.value().substring(0, id.value().indexOf('-'));
    }

    /** {@code USD} of BTC-USD. */
    public String quoteCurrency() {
        return id.value().substring(id.value().indexOf('-') + 1);
    }

    /** {@code price(6351927)} is 63519.27. */
    public BigDecimal price(long increments) {
        return BigDecimal.valueOf(increments, priceScale);
    }

    /** {@code size(20000000)} is 0.20000000. */
    public BigDecimal size(long increments) {
        return BigDecimal.valueOf(increments, sizeScale);
    }

    /** The opposite of {@link #price}. Throws {@link ArithmeticException} when the price is finer than the increment. */
    public long priceIncrements(BigDecimal price) {
        return price.setScale(priceScale).unscaledValue().longValueExact();
    }

    /** The opposite of {@link #size}. Throws {@link ArithmeticException} when the size is finer than the increment. */
    public long sizeIncrements(BigDecimal size) {
        return size.setScale(sizeScale).unscaledValue().longValueExact();
    }

    /**
     * The sequence number of a trade, from its time and the number before: a resumed ledger, which does not hold them,
     * gets the same ones.
     *
     * @param previous of the product's trade before, 0 when there is none
     */
    public long tradeSequence(long previous, Timestamp time) {
        return Math.max(previous + 2, sequenceAt(time) + 1);
    }

    /** The sequence number of a heartbeat: not before the last trade's, and before every later trade's. */
    public long heartbeatSequence(long lastTradeSequence, Timestamp second) {
        return Math.max(lastTradeSequence, sequenceAt(second));
    }

    private long sequenceAt(Timestamp time) {
        long micros = Math.max(0, time.epochMicros() - SEQUENCE_EPOCH_MICROS);
        return micros / MICROS_PER_SECOND * sequencesPerSecond
                + micros % MICROS_PER_SECOND * sequencesPerSecond / MICROS_PER_SECOND;
    }
}
