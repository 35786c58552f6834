package io.candlelake.benchmarks.load;

import java.math.BigDecimal;

/**
 * What every contestant must find in a window.
 *
 * @param open price of the first trade by (time, trade id)
 * @param high the largest
 * @param low the smallest
 * @param close price of the last trade by (time, trade id)
 * @param volume sum of sizes
 * @param notional sum of price times size
 * @param tradeCount how many
 */
public record CandleValues(
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        BigDecimal notional,
        long tradeCount) {
    /** Whether all numbers are the same; 1.0 is 1.00. */
    public boolean sameAs(CandleValues other) {
        return open.compareTo(other.open) == 0
                && high.compareTo(other.high) == 0
                && low.compareTo(other.low) == 0
                && close.compareTo(other.close) == 0
                && volume.compareTo(other.volume) == 0
                && notional.compareTo(other.notional) == 0
                && tradeCount == other.tradeCount;
    }
}
