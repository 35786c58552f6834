package io.candlelake.endtoend.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What came of one run.
 *
 * @param numbers of what was written and read, one a line
 * @param problems none when nothing was lost and nothing twice
 * @param folder of its logs; gone when it was good
 */
public record CrashResult(
        CrashOptions options, List<Recovery> recoveries, List<String> numbers, List<String> problems, Path folder) {
    /**
     * How long after a disturbance the next committed records came.
     *
     * @param what happened
     * @param tick until the next committed tick
     * @param candle until the next committed candle
     */
    public record Recovery(String what, Duration tick, Duration candle) {}

    public boolean isGood() {
        return problems.isEmpty();
    }

    /** A table of the recoveries, the numbers, and what is wrong. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%-34s %10s %10s%n", "after", "next tick", "candle"));
        for (Recovery recovery : recoveries) {
            text.append(row(recovery.what(), recovery.tick(), recovery.candle()));
        }
        List<Recovery> kills = recoveries.stream()
                .filter(recovery -> recovery.what().startsWith("kill"))
                .toList();
        if (!kills.isEmpty()) {
            text.append(row("kills, median", part(kills, 0.5, Recovery::tick), part(kills, 0.5, Recovery::candle)));
            text.append(row("kills, slowest", part(kills, 1, Recovery::tick), part(kills, 1, Recovery::candle)));
        }
        numbers.forEach(line -> text.append(line).append('\n'));
        problems.stream()
                .limit(40)
                .forEach(line -> text.append("PROBLEM ").append(line).append('\n'));
        return text.append("seed ")
                .append(options.seed())
                .append(isGood() ? ": nothing lost, nothing twice" : ": FAILED; kept " + folder)
                .toString();
    }

    private static String row(String what, Duration tick, Duration candle) {
        return String.format(Locale.ROOT, "%-34s %8.1f s %8.1f s%n", what, seconds(tick), seconds(candle));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static Duration part(List<Recovery> recoveries, double part, Function<Recovery, Duration> which) {
        List<Duration> sorted =
                new ArrayList<>(recoveries.stream().map(which).sorted().toList());
        return sorted.get((int) Math.round((sorted.size() - 1) * part));
    }
}
