package io.candlelake.endtoend.expected;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Every candle of the six intervals from trades: {@code Candles.of(recording.trades())}. */
public final class Candles {
    /** Coinbase's own six. */
    public static final Map<String, Duration> INTERVALS = Map.of(
            "1m", Duration.ofMinutes(1),
            "5m", Duration.ofMinutes(5),
            "15m", Duration.ofMinutes(15),
            "1h", Duration.ofHours(1),
            "6h", Duration.ofHours(6),
            "1d", Duration.ofDays(1));

    private Candles() {}

    /** Repeated trades count once. */
    public static Map<Candle.Key, Candle> of(Collection<Trade> trades) {
        Collection<Trade> distinct = Recording.distinct(trades).values();
        Map<String, Set<Long>> seen = new HashMap<>();
        distinct.forEach(trade -> seen.computeIfAbsent(trade.product(), product -> new HashSet<>())
                .add(trade.id()));
        Map<Candle.Key, Candle> candles = new TreeMap<>();
        INTERVALS.forEach((interval, length) -> {
            Map<Candle.Key, List<Trade>> windows = new HashMap<>();
            for (Trade trade : distinct) {
                Candle.Key key = new Candle.Key(trade.product(), interval, floor(trade.time(), length));
                windows.computeIfAbsent(key, window -> new ArrayList<>()).add(trade);
            }
            windows.forEach(
                    (key, window) -> candles.put(key, candle(key, window, seen.getOrDefault(key.product(), Set.of()))));
        });
        return candles;
    }

    /** The start of the window that a time is in; windows are aligned to the epoch. */
    public static Instant floor(Instant time, Duration length) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), length.toSeconds()) * length.toSeconds());
    }

    private static Candle candle(Candle.Key key, List<Trade> window, Set<Long> seen) {
        window.sort(Trade.BY_TIME);
        BigDecimal volume = volume(window, "buy").add(volume(window, "sell"));
        BigDecimal notional = window.stream()
                .map(trade -> trade.price().multiply(trade.size()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        long first = window.stream().mapToLong(Trade::id).min().orElseThrow();
        long last = window.stream().mapToLong(Trade::id).max().orElseThrow();
        return new Candle(
                key.product(),
                key.interval(),
                key.openTime(),
                key.openTime().plus(length(key.interval())),
                window.get(0).price(),
                window.stream().map(Trade::price).max(BigDecimal::compareTo).orElseThrow(),
                window.stream().map(Trade::price).min(BigDecimal::compareTo).orElseThrow(),
                window.get(window.size() - 1).price(),
                volume,
                notional,
                notional.divide(volume, 18, RoundingMode.HALF_EVEN),
                volume(window, "buy"),
                volume(window, "sell"),
                window.size(),
                first,
                last,
                LongStream.rangeClosed(first, last)
                        .filter(id -> !seen.contains(id))
                        .count());
    }

    private static Duration length(String interval) {
        Duration length = INTERVALS.get(interval);
        if (length == null) {
            throw new IllegalArgumentException("interval " + interval);
        }
        return length;
    }

    private static BigDecimal volume(List<Trade> window, String takerSide) {
        return window.stream()
                .filter(trade -> trade.takerSide().equals(takerSide))
                .map(Trade::size)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
