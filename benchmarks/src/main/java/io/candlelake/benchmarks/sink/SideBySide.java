package io.candlelake.benchmarks.sink;

import static io.candlelake.benchmarks.report.Numbers.NONE;
import static io.candlelake.benchmarks.report.Numbers.mebibytes;
import static io.candlelake.benchmarks.report.Numbers.median;
import static io.candlelake.benchmarks.report.Numbers.ratio;
import static io.candlelake.benchmarks.report.Numbers.tenths;
import static io.candlelake.benchmarks.report.Numbers.whole;

import io.candlelake.benchmarks.report.Table;
import io.candlelake.connect.SinkKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The result as a table: a line a measure, Apache's and ours, their ratio, and what is to be reached. Runs with wrong rows do not count. */
record SideBySide(SinkRace race, SinkRace.Result result) {
    private static final double TWICE = 2;
    private static final double HALF = 0.5;
    private static final double FRESH_MILLIS = 2_000;
    private static final double RECOVERED_SECONDS = 10;

    /** What a measure is to reach, by Apache's number and ours. */
    private record Aim(String words, BiPredicate<Double, Double> isReached) {}

    private static final Aim NO_AIM = new Aim(NONE, (apache, ours) -> false);
    private static final Aim TWICE_THE_ROWS = new Aim("2x", (apache, ours) -> ours >= TWICE * apache);
    private static final Aim HALF_THE_CPU = new Aim("0.5x", (apache, ours) -> ours <= HALF * apache);
    private static final Aim FRESH = new Aim("under 2,000", (apache, ours) -> ours < FRESH_MILLIS);
    private static final Aim RECOVERED = new Aim("within 10", (apache, ours) -> ours <= RECOVERED_SECONDS);

    Table table() {
        Table table = new Table("measure", "apache", "candlelake", "ratio", "to reach");
        if (race.rounds() > 0) {
            race.tasks().forEach(tasks -> throughput(table, tasks));
        }
        race.freshness().forEach(load -> {
            freshness(table, load.rate(), SinkRace.USUAL_COMMITS);
            freshness(table, load.rate(), SinkRace.QUICK_COMMITS);
        });
        if (race.kills() > 0) {
            recovery(table);
        }
        table.row("rows lost, twice, altered", checks(SinkKind.APACHE), checks(SinkKind.LAKE), NONE, "none");
        return table;
    }

    private void throughput(Table table, int tasks) {
        String name = tasks + (tasks == 1 ? " task" : " tasks");
        line(
                table,
                name + ", rows/s sustained",
                kind -> middle(runs(kind, tasks), Throughput.Run::sustained),
                n -> whole(n),
                TWICE_THE_ROWS);
        line(
                table,
                name + ", rows/s, first byte to last row",
                kind -> middle(runs(kind, tasks), Throughput.Run::rowsPerSecond),
                n -> whole(n),
                TWICE_THE_ROWS);
        table.row(
                name + ", the same, slowest to fastest",
                range(runs(SinkKind.APACHE, tasks)),
                range(runs(SinkKind.LAKE, tasks)),
                NONE,
                NONE);
        line(
                table,
                name + ", CPU s a million rows",
                kind -> middle(runs(kind, tasks), Throughput.Run::cpuSecondsPerMillion),
                n -> tenths(n),
                HALF_THE_CPU);
        line(
                table,
                name + ", peak RSS MiB",
                kind -> middle(runs(kind, tasks), run -> run.peakResidentBytes()),
                n -> mebibytes(n),
                NO_AIM);
    }

    private List<Throughput.Run> runs(SinkKind kind, int tasks) {
        return result.throughput().stream()
                .filter(run -> run.kind() == kind
                        && run.tasks() == tasks
                        && run.found().right())
                .toList();
    }

    private static Optional<Double> middle(List<Throughput.Run> runs, ToDoubleFunction<Throughput.Run> of) {
        return runs.isEmpty()
                ? Optional.empty()
                : Optional.of(median(runs.stream().map(of::applyAsDouble).toList()));
    }

    private static String range(List<Throughput.Run> runs) {
        double[] speeds = runs.stream()
                .mapToDouble(Throughput.Run::rowsPerSecond)
                .sorted()
                .toArray();
        return speeds.length == 0 ? NONE : whole(speeds[0]) + " to " + whole(speeds[speeds.length - 1]);
    }

    private void freshness(Table table, int rate, Duration commits) {
        String name = String.format(Locale.ROOT, "%,d rows/s, commits every %d ms", rate, commits.toMillis());
        Aim aim = commits.equals(SinkRace.USUAL_COMMITS) ? FRESH : NO_AIM;
        line(table, name + ": visible after ms, p50", kind -> lag(kind, rate, commits, 50), n -> whole(n), NO_AIM);
        line(table, name + ": p99", kind -> lag(kind, rate, commits, 99), n -> whole(n), aim);
        line(table, name + ": longest", kind -> lag(kind, rate, commits, 100), n -> whole(n), NO_AIM);
    }

    private Optional<Double> lag(SinkKind kind, int rate, Duration commits, int percent) {
        return result.freshness().stream()
                .filter(run -> run.kind() == kind
                        && run.rate() == rate
                        && run.commitInterval().equals(commits)
                        && run.found().right())
                .findFirst()
                .map(run -> (double) run.found().lags().percentile(percent));
    }

    private void recovery(Table table) {
        String name = race.kills() + " times kill -9: new rows after s";
        line(table, name + ", median", kind -> seconds(kind).map(all -> median(all)), n -> tenths(n), NO_AIM);
        line(
                table,
                name + ", longest",
                kind -> seconds(kind).map(all -> all.stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0)),
                n -> tenths(n),
                RECOVERED);
    }

    private Optional<List<Double>> seconds(SinkKind kind) {
        return result.recovery().stream()
                .filter(run -> run.kind() == kind && run.found().right())
                .findFirst()
                .map(Recovery.Run::seconds);
    }

    private interface ByKind {
        Optional<Double> of(SinkKind kind);
    }

    private static void line(Table table, String name, ByKind numbers, DoubleFunction<String> form, Aim aim) {
        Optional<Double> apache = numbers.of(SinkKind.APACHE);
        Optional<Double> ours = numbers.of(SinkKind.LAKE);
        table.row(
                name,
                apache.map(form::apply).orElse(NONE),
                ours.map(form::apply).orElse(NONE),
                ratio(ours.orElse(0.0), apache.orElse(0.0)),
                aim.equals(NO_AIM) || ours.isEmpty()
                        ? aim.words()
                        : aim.words() + (aim.isReached().test(apache.orElse(0.0), ours.get()) ? ": yes" : ": no"));
    }

    /** {@code none of 24,160,000}, or what the first run that is wrong has. */
    private String checks(SinkKind kind) {
        List<TickCheck.Found> all = Stream.of(
                        result.throughput().stream()
                                .filter(run -> run.kind() == kind)
                                .map(Throughput.Run::found),
                        result.freshness().stream()
                                .filter(run -> run.kind() == kind)
                                .map(Freshness.Run::found),
                        result.recovery().stream()
                                .filter(run -> run.kind() == kind)
                                .map(Recovery.Run::found))
                .flatMap(found -> found)
                .toList();
        return all.stream()
                .filter(found -> !found.right())
                .findFirst()
                .map(TickCheck.Found::toString)
                .orElseGet(() -> "none of "
                        + whole(all.stream().mapToLong(TickCheck.Found::rows).sum()));
    }
}
