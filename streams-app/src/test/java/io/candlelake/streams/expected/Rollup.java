package io.candlelake.streams.expected;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Each larger candle against the minutes within it, from the rows alone; exact, where no notional has more than 18 digits after its point. */
public final class Rollup {
    private Rollup() {}

    /** What of the newest rows does not follow from the newest minutes. */
    public static List<String> differences(List<Row> newest) {
        List<String> differences = new ArrayList<>();
        for (Row row : newest) {
            if (row.length().equals(Length.MINUTE)) {
                continue;
            }
            List<Numbers> minutes = newest.stream()
                    .filter(minute -> minute.length().equals(Length.MINUTE))
                    .filter(minute -> minute.openTime() >= row.openTime() && minute.openTime() < row.closeTime())
                    .sorted(Comparator.comparingLong(Row::openTime))
                    .flatMap(minute -> minute.numbers().stream())
                    .toList();
            if (minutes.isEmpty() != row.numbers().isEmpty()) {
                differences.add("trades in minutes or in the larger candle alone: " + row);
            } else if (!minutes.isEmpty()) {
                row.numbers()
                        .filter(numbers -> !numbers.equals(of(minutes)))
                        .ifPresent(numbers ->
                                differences.add(row + " does not follow from its minutes, which give " + of(minutes)));
            }
        }
        return differences;
    }

    private static Numbers of(List<Numbers> minutes) {
        BigDecimal volume = sum(minutes, Numbers::volume);
        BigDecimal notional = sum(minutes, Numbers::notional);
        return new Numbers(
                minutes.get(0).open(),
                minutes.stream()
                        .map(Numbers::high)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                minutes.stream()
                        .map(Numbers::low)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                minutes.get(minutes.size() - 1).close(),
                volume,
                notional,
                notional.divide(volume, 18, RoundingMode.HALF_EVEN),
                sum(minutes, Numbers::buyVolume),
                sum(minutes, Numbers::sellVolume),
                minutes.stream().mapToLong(Numbers::count).sum(),
                minutes.stream().mapToLong(Numbers::firstId).min().orElseThrow(),
                minutes.stream().mapToLong(Numbers::lastId).max().orElseThrow());
    }

    private static BigDecimal sum(List<Numbers> minutes, Function<Numbers, BigDecimal> which) {
        return minutes.stream().map(which).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
