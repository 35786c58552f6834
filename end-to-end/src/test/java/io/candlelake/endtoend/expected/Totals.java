package io.candlelake.endtoend.expected;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Numbers of any set of trades: {@code Totals.by(trades, trade -> day(trade))}. Decimals are without trailing zeros. */
public record Totals(
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        BigDecimal boughtVolume,
        BigDecimal notional,
        long tradeCount) {

    /** Of at least one trade; repeated ones must have been left out. */
    public static Totals of(Collection<Trade> trades) {
        List<Trade> inOrder = trades.stream().sorted(Trade.BY_TIME).toList();
        return new Totals(
                inOrder.get(0).price(),
                inOrder.stream()
                        .map(Trade::price)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                inOrder.stream()
                        .map(Trade::price)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                inOrder.get(inOrder.size() - 1).price(),
                sum(inOrder, Trade::size),
                sum(inOrder, trade -> trade.takerSide().equals("buy") ? trade.size() : BigDecimal.ZERO),
                sum(inOrder, trade -> trade.price().multiply(trade.size())),
                inOrder.size());
    }

    /** One for each group. */
    public static <K extends Comparable<? super K>> Map<K, Totals> by(
            Collection<Trade> trades, Function<Trade, K> group) {
        Map<K, Totals> totals = new TreeMap<>();
        trades.stream().collect(Collectors.groupingBy(group)).forEach((key, some) -> totals.put(key, of(some)));
        return totals;
    }

    /** As a candle's: half even at scale 18. */
    public BigDecimal vwap() {
        return notional.divide(volume, 18, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }

    private static BigDecimal sum(List<Trade> trades, Function<Trade, BigDecimal> number) {
        return trades.stream()
                .map(number)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros();
    }
}
