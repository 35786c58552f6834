package io.candlelake.benchmarks.lake;

import static io.candlelake.benchmarks.report.Numbers.NONE;
import static io.candlelake.benchmarks.report.Numbers.tenths;
import static io.candlelake.benchmarks.report.Numbers.whole;

import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.benchmarks.report.Numbers;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.benchmarks.report.Table;
import io.candlelake.contract.table.Tables;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Durations;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.maintain.Maintenance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run lake --minutes 60}: a lake under ingestion with commits every second, maintained all the while. */
@Command(
        name = "lake",
        description = {
            "Run the local stack on simulated trades, commits every second, maintenance beside it, and print for each slice of time"
                    + " what a query goes through and how long it takes: all of it stays bounded, however long it runs.",
            "",
            "Snapshots are kept as long as the tables promise time travel (--promise). Every commit writes the list of them anew, so"
                    + " commits get no faster than that list is short: the last line says what a longer promise costs."
        },
        footer = {
            "",
            "Example: benchmarks/run lake --minutes 60 --rate 200 --promise 10m --maintenance 1m",
            "         benchmarks/run lake --minutes 5 --slice 30 --promise 2m --maintenance 30s"
        })
public final class LakeCommand implements Callable<Integer> {
    /** What anybody looks at: of the same size however long the lake has run. */
    private static final String LATEST_TICKS = "SELECT product_id, count(*), sum(size) FROM ticks"
            + " WHERE time > current_timestamp - INTERVAL '5' MINUTE GROUP BY 1";

    private static final String ALL_TICKS = "SELECT product_id, count(*), sum(size) FROM ticks GROUP BY 1";
    private static final String CANDLES =
            "SELECT product_id, max(close), sum(volume) FROM candles WHERE interval = '1m' GROUP BY 1";
    private static final int QUERIES = 5;
    private static final Duration WEEK = Duration.ofDays(7);

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}")
    private int minutes;

    @Option(
            names = "--slice",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "A line for each. Default: ${DEFAULT-VALUE}")
    private int sliceSeconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Trades a second. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--maintenance",
            paramLabel = "INTERVAL",
            defaultValue = "1m",
            description = "How often the tables are maintained, or off. Default: ${DEFAULT-VALUE}")
    private String maintenance = "1m";

    @Option(
            names = "--promise",
            paramLabel = "AGE",
            defaultValue = "10m",
            description =
                    "How long snapshots are kept. The tables' own promise, 7d, lets none expire in an hour. Default:"
                            + " ${DEFAULT-VALUE}")
    private String promise = "10m";

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where the temporary folder goes. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of(".");

    private final Table table = new Table(
            "minute",
            "ticks",
            "files",
            "small %",
            "manifests",
            "snapshots",
            "metadata KiB",
            "commit ms",
            "planning ms",
            "last 5 min ms",
            "all ms",
            "candles",
            "files",
            "small %",
            "snapshots",
            "metadata KiB",
            "commit ms",
            "query ms");

    @Override
    public Integer call() throws InterruptedException {
        Duration kept = promise();
        Slices slices;
        try (Workspace workspace = Workspace.open(work);
                LocalStack stack = LocalStack.start(workspace.newPath("data"), rate, maintenance);
                LakeCatalog lake = LakeCatalog.open(stack.lake())) {
            Tables.all().forEach(each -> Maintenance.promise(lake.table(each.name()), kept));
            slices = slices(lake, stack.sql());
        }
        System.out.printf(
                Locale.ROOT,
                "%d trades/s, commits every second, maintenance every %s, snapshots kept for %s%n%n%s%n%s%n",
                rate,
                maintenance,
                promise,
                table,
                slices.cost());
        return 0;
    }

    private Duration promise() {
        try {
            return Durations.of(promise);
        } catch (IllegalArgumentException bad) {
            throw new BenchmarkException("--promise: " + bad.getMessage(), bad);
        }
    }

    /** The last of both tables. */
    private record Slices(TableSlice ticks, TableSlice candles) {
        /** Of the size of the list of snapshots, with the number of them that a week would have. */
        String cost() {
            double each =
                    (double) ticks.metadataBytes() / Math.max(1, ticks.health().snapshots());
            return String.format(
                    Locale.ROOT,
                    "ticks: %,d snapshots kept, %.1f KiB of metadata each, in one file that each commit writes anew. Kept for %s at a"
                            + " commit a second it would be %,.0f MiB: a longer promise takes fewer commits.",
                    ticks.health().snapshots(),
                    each / 1_024,
                    Durations.text(WEEK),
                    each * WEEK.toSeconds() / 1_048_576);
        }
    }

    private Slices slices(LakeCatalog lake, SqlSession sql) throws InterruptedException {
        long begin = System.nanoTime();
        Slices last = null;
        long count = minutes * 60L / sliceSeconds;
        for (int slice = 1; slice <= count || last == null; slice++) {
            long end = begin + slice * Duration.ofSeconds(sliceSeconds).toNanos();
            Thread.sleep(Math.max(0, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            last = new Slices(
                    TableSlice.of(
                            lake.table(Topics.TICKS),
                            last == null ? 0 : last.ticks().newestMillis()),
                    TableSlice.of(
                            lake.table(Topics.CANDLES),
                            last == null ? 0 : last.candles().newestMillis()));
            row(slice * sliceSeconds / 60.0, last, sql);
        }
        return last;
    }

    private void row(double minute, Slices slices, SqlSession sql) throws InterruptedException {
        TableSlice ticks = slices.ticks();
        TableSlice candles = slices.candles();
        double latest = median(sql, LATEST_TICKS);
        double all = median(sql, ALL_TICKS);
        double query = median(sql, CANDLES);
        table.row(
                tenths(minute),
                whole(ticks.health().rows()),
                whole(ticks.health().files()),
                whole(ticks.health().smallFileRatio() * 100),
                whole(ticks.health().manifests()),
                whole(ticks.health().snapshots()),
                whole(ticks.metadataBytes() / 1_024),
                millis(ticks.commitMillis()),
                whole(ticks.health().planning().toNanos() / 1e6),
                whole(latest),
                whole(all),
                whole(candles.health().rows()),
                whole(candles.health().files()),
                whole(candles.health().smallFileRatio() * 100),
                whole(candles.health().snapshots()),
                whole(candles.metadataBytes() / 1_024),
                millis(candles.commitMillis()),
                whole(query));
        Progress.say(
                "minute %.1f: %,d ticks in %,d files, %,d snapshots, commit %.0f ms, query %.0f ms",
                minute,
                ticks.health().rows(),
                ticks.health().files(),
                ticks.health().snapshots(),
                ticks.commitMillis(),
                latest);
    }

    private static String millis(double median) {
        return median == 0 ? NONE : whole(median);
    }

    private static double median(SqlSession sql, String statement) throws InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            times.add(sql.millis(statement));
        }
        return Numbers.median(times);
    }
}
