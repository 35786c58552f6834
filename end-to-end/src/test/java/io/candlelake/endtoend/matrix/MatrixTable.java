package io.candlelake.endtoend.matrix;

import io.candlelake.endtoend.plain.Count;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** All seeds together: {@code MatrixTable.of(results)}. */
final class MatrixTable {
    private MatrixTable() {}

    static String of(List<MatrixResult> results) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%-24s %6s %16s %8s %8s%n", "fault", "times", "new rows: p50", "p90", "max"));
        for (Kind kind : Kind.values()) {
            row(text, kind.label(), results, kind::equals);
        }
        row(text, "all", results, kind -> true);
        text.append(String.format(
                "%n%-10s %7s %8s %11s %12s %7s %6s %6s %8s  %s%n",
                "seed", "catalog", "faults", "trades", "rows", "files", "lost", "twice", "minutes", "audit"));
        for (MatrixResult result : results) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-10d %7s %8d %,11d %,12d %,7d %6d %6d %8.1f  %s%n",
                    result.seed(),
                    result.options().catalog().label(),
                    result.recoveries().size(),
                    result.trades(),
                    sum(result, Count::rows),
                    sum(result, Count::files),
                    sum(result, Count::lost),
                    sum(result, count -> count.twice() + count.foreign()),
                    result.took().toSeconds() / 60.0,
                    result.audit()));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, List<MatrixResult> results, Predicate<Kind> which) {
        List<Duration> sorted = results.stream()
                .flatMap(result -> result.recoveries().stream())
                .filter(recovery -> which.test(recovery.kind()))
                .map(MatrixResult.Recovery::took)
                .sorted()
                .toList();
        if (!sorted.isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-24s %6d %14.1f s %6.1f s %6.1f s%n",
                    name,
                    sorted.size(),
                    part(sorted, 0.5),
                    part(sorted, 0.9),
                    part(sorted, 1)));
        }
    }

    private static double part(List<Duration> sorted, double part) {
        return sorted.get((int) Math.round((sorted.size() - 1) * part)).toMillis() / 1e3;
    }

    private static long sum(MatrixResult result, ToLongFunction<Count> number) {
        return result.counts().stream().mapToLong(number).sum();
    }
}
