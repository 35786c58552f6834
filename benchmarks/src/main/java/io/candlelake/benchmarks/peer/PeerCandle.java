package io.candlelake.benchmarks.peer;

import java.math.BigDecimal;

/**
 * A candle as the peers write it: {@code {"product_id":"BTC-USD","interval":"1m","open_time":"2026-07-07T22:58:00Z",...}}. Fewer
 * columns than ours: no sides, no ids, no proof, no revision.
 */
public record PeerCandle(
        String productId,
        String interval,
        String openTime,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        BigDecimal notional,
        long tradeCount) {}
