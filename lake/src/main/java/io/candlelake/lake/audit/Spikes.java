package io.candlelake.lake.audit;

import io.candlelake.domain.Interval;
import io.candlelake.lake.row.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prices that stand out of their neighbourhood: a minute whose high or low is further from the median close of the minutes around it than
 * 5 % and than ten times what these usually are from it (the median deviation). A median, unlike a mean, does not follow the outlier.
 */
final class Spikes {
    private static final int AROUND = 15;
    private static final int FEWEST = 5;
    private static final BigDecimal SHARE = new BigDecimal("0.05");
    private static final BigDecimal TIMES = BigDecimal.TEN;

    private final List<String> found = new ArrayList<>();

    /** Looks at the minutes of a day, by window. */
    void look(Map<Window, List<Row>> candles) {
        Map<String, List<Row>> minutes = new TreeMap<>();
        candles.forEach((window, rows) -> {
            Row newest = rows.stream()
                    .reduce((one, other) -> one.number("revision") >= other.number("revision") ? one : other)
                    .orElseThrow();
            if (window.interval() == Interval.ONE_MINUTE && newest.get("close") != null) {
                minutes.computeIfAbsent(window.product(), product -> new ArrayList<>())
                        .add(newest);
            }
        });
        minutes.values().forEach(this::look);
    }

    private void look(List<Row> minutes) {
        for (int i = 0; i < minutes.size(); i++) {
            List<Row> around =
                    new ArrayList<>(minutes.subList(Math.max(0, i - AROUND), Math.min(minutes.size(), i + AROUND + 1)));
            if (around.size() > FEWEST) {
                look(
                        minutes.get(i),
                        around.stream().map(row -> row.decimal("close")).toList());
            }
        }
    }

    private void look(Row minute, List<BigDecimal> closes) {
        BigDecimal median = median(closes);
        BigDecimal usual = median(
                closes.stream().map(close -> close.subtract(median).abs()).toList());
        for (String column : List.of("high", "low")) {
            BigDecimal away = minute.decimal(column).subtract(median).abs();
            if (away.compareTo(median.multiply(SHARE)) > 0 && away.compareTo(usual.multiply(TIMES)) > 0) {
                BigDecimal percent = away.movePointRight(2).divide(median, new MathContext(3));
                found.add("spike: " + minute.product() + " 1m " + minute.shown("open_time") + ", " + column + " "
                        + minute.shown(column) + " is " + percent.toPlainString() + " % away from the "
                        + median.stripTrailingZeros().toPlainString() + " around it");
            }
        }
    }

    private static BigDecimal median(List<BigDecimal> numbers) {
        return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElseThrow();
    }

    List<String> found() {
        return found;
    }
}
