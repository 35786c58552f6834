package io.candlelake.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One revision of a candle: {@code BTC-USD 1m 2026-07-07T22:58:00Z, revision 1}. A later revision replaces none: it is
 * appended, and the highest is what is known now.
 *
 * @param productId the market
 * @param interval the length
 * @param openTime start of the window, inclusive, aligned to the epoch in UTC
 * @param prices absent when the window held no trade
 * @param volume sum of sizes, base currency
 * @param notional sum of price times size, quote currency, at scale 18 (half even where the exact sum has more digits)
 * @param buyVolume what takers bought of the volume
 * @param sellVolume what takers sold of the volume
 * @param tradeCount how many trades
 * @param tradeIds absent when the window held no trade
 * @param missingTrades ids between the first and the last trade that were not seen when this was written
 * @param complete whether every trade of the window is provably in it
 * @param status what the window held
 * @param revision from 1
 * @param reason why this revision was written
 * @param emittedAt when, by the clock of the process that wrote it
 */
public record Candle(
        ProductId productId,
        Interval interval,
        Timestamp openTime,
        Optional<Prices> prices,
        BigDecimal volume,
        BigDecimal notional,
        BigDecimal buyVolume,
        BigDecimal sellVolume,
        long tradeCount,
        Optional<TradeIds> tradeIds,
        long missingTrades,
        boolean complete,
        CandleStatus status,
        int revision,
        CandleReason reason,
        Timestamp emittedAt) {

    /** End of the window, exclusive. */
    public Timestamp closeTime() {
        return openTime.plusMicros(interval.micros());
    }

    /**
     * The prices of a window with trades.
     *
     * @param open price of the first trade by (time, trade id)
     * @param high the largest
     * @param low the smallest
     * @param close price of the last trade by (time, trade id)
     * @param vwap notional divided by volume, scale 18, half even
     */
    public record Prices(BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close, BigDecimal vwap) {}

    /**
     * The span of ids that the candle's trades cover: the two ends of its proof.
     *
     * @param first the smallest trade id
     * @param last the largest trade id
     */
    public record TradeIds(long first, long last) {}
}
