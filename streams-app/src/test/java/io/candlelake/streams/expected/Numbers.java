package io.candlelake.streams.expected;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;

/** What follows from a window's trades. Decimals are without trailing zeros, so that equal means equal. */
public record Numbers(
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        BigDecimal notional,
        BigDecimal vwap,
        BigDecimal buyVolume,
        BigDecimal sellVolume,
        long count,
        long firstId,
        long lastId) {
    private static final int SCALE = 18;

    public Numbers {
        open = open.stripTrailingZeros();
        high = high.stripTrailingZeros();
        low = low.stripTrailingZeros();
        close = close.stripTrailingZeros();
        volume = volume.stripTrailingZeros();
        notional = notional.stripTrailingZeros();
        vwap = vwap.stripTrailingZeros();
        buyVolume = buyVolume.stripTrailingZeros();
        sellVolume = sellVolume.stripTrailingZeros();
    }

    /** Of at least one trade. */
    static Numbers of(Collection<Trade> window) {
        List<Trade> trades = window.stream().sorted(Trade.BY_TIME).toList();
        BigDecimal buys = BigDecimal.ZERO;
        BigDecimal sells = BigDecimal.ZERO;
        BigDecimal notional = BigDecimal.ZERO;
        BigDecimal high = trades.get(0).price();
        BigDecimal low = high;
        for (Trade trade : trades) {
            buys = trade.isBuy() ? buys.add(trade.size()) : buys;
            sells = trade.isBuy() ? sells : sells.add(trade.size());
            notional = notional.add(trade.price().multiply(trade.size()));
            high = high.max(trade.price());
            low = low.min(trade.price());
        }
        return new Numbers(
                trades.get(0).price(),
                high,
                low,
                trades.get(trades.size() - 1).price(),
                buys.add(sells),
                notional.setScale(SCALE, RoundingMode.HALF_EVEN),
                notional.divide(buys.add(sells), SCALE, RoundingMode.HALF_EVEN),
                buys,
                sells,
                trades.size(),
                trades.stream().mapToLong(Trade::id).min().orElseThrow(),
                trades.stream().mapToLong(Trade::id).max().orElseThrow());
    }
}
