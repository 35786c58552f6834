package io.candlelake.streams.simulation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The alerts on prices that trades call for, calculated from the whole list in order of time, in the plainest way. */
final class PlainAlerts {
    static final int WINDOW_SECONDS = 60;
    static final int WARM_UP = 5;
    static final BigDecimal MADS = BigDecimal.valueOf(4);
    static final BigDecimal FLOOR = new BigDecimal("0.001");
    static final BigDecimal LEVEL = BigDecimal.valueOf(1_010);
    static final BigDecimal HYSTERESIS = BigDecimal.valueOf(5);
    static final int COOLDOWN_SECONDS = 20;

    private final List<String> alerts = new ArrayList<>();
    private final Map<Long, BigDecimal> prices = new TreeMap<>();
    private final Map<String, Long> toldAt = new TreeMap<>();
    private boolean wasHigh;
    private boolean wasLow;
    private String crossing = "unknown";

    /** A trade: {@code 107, at 2026-11-20T10:00:05Z in microseconds, 1003.7}. */
    record Made(long id, long micros, BigDecimal price) {
        long second() {
            return micros / 1_000_000L;
        }
    }

    private PlainAlerts() {}

    /** {@code SPIKE 107 1033}: kind, trade, price. */
    static List<String> of(List<Made> trades) {
        PlainAlerts plain = new PlainAlerts();
        Map<Long, List<Made>> seconds = new TreeMap<>();
        trades.stream()
                .sorted(Comparator.comparingLong(Made::micros).thenComparingLong(Made::id))
                .forEach(trade -> seconds.computeIfAbsent(trade.second(), second -> new ArrayList<>())
                        .add(trade));
        seconds.forEach(plain::judge);
        return plain.alerts;
    }

    private void judge(long second, List<Made> trades) {
        // The first of equal ones: min and max of a stream do not promise that.
        Made high = trades.get(0);
        Made low = trades.get(0);
        for (Made trade : trades) {
            high = trade.price().compareTo(high.price()) > 0 ? trade : high;
            low = trade.price().compareTo(low.price()) < 0 ? trade : low;
        }
        BigDecimal last = trades.get(trades.size() - 1).price();
        spike(second, high, low);
        if (prices.keySet().stream().noneMatch(earlier -> second - earlier < WINDOW_SECONDS / 60)) {
            prices.put(second, last);
        }
        if (crossing.equals("unknown")) {
            crossing = last.compareTo(LEVEL) > 0 ? "beyond" : "before";
            return;
        }
        if (crossing.equals("before") && high.price().compareTo(LEVEL) > 0) {
            crossing = "beyond";
            tell("CROSSED_ABOVE", second, high);
        }
        if (last.compareTo(LEVEL.subtract(HYSTERESIS)) <= 0) {
            crossing = "before";
        }
    }

    private void spike(long second, Made high, Made low) {
        List<BigDecimal> window = prices.entrySet().stream()
                .filter(price -> price.getKey() >= second - WINDOW_SECONDS)
                .map(Map.Entry::getValue)
                .toList();
        window = window.subList(Math.max(0, window.size() - 60), window.size());
        boolean isHigh = false;
        boolean isLow = false;
        if (window.size() >= WARM_UP) {
            BigDecimal median = median(window);
            BigDecimal reach = median(window.stream()
                            .map(price -> price.subtract(median).abs())
                            .toList())
                    .max(median.multiply(FLOOR))
                    .multiply(MADS);
            isHigh = high.price().compareTo(median.add(reach)) > 0;
            isLow = low.price().compareTo(median.subtract(reach)) < 0;
        }
        if (isHigh && !wasHigh) {
            tell("SPIKE", second, high);
        }
        if (isLow && !wasLow) {
            tell("DROP", second, low);
        }
        wasHigh = isHigh;
        wasLow = isLow;
    }

    private void tell(String kind, long second, Made trade) {
        Long before = toldAt.get(kind);
        if (before == null || second - before >= COOLDOWN_SECONDS) {
            toldAt.put(kind, second);
            alerts.add(kind + " " + trade.id() + " " + trade.price().toPlainString());
        }
    }

    private static BigDecimal median(List<BigDecimal> numbers) {
        List<BigDecimal> sorted = numbers.stream().sorted().toList();
        int size = sorted.size();
        return sorted.get((size - 1) / 2).add(sorted.get(size / 2)).divide(BigDecimal.valueOf(2));
    }
}
