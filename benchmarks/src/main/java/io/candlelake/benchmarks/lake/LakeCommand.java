package io.candlelake.benchmarks.lake;

import static io.candlelake.benchmarks.report.Numbers.whole;

import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.process.Http;
import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.benchmarks.report.Numbers;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.benchmarks.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run lake --minutes 60}: a lake under ingestion with commits every second, maintained all the while. */
@Command(
        name = "lake",
        description = {
            "Run the local stack on simulated trades, commits every second, maintenance beside it, and print each minute what a",
            "query goes through and how long it takes: files and query time stay bounded, however long it runs."
        },
        footer = {"", "Example: benchmarks/run lake --minutes 60 --rate 200 --maintenance 1m"})
public final class LakeCommand implements Callable<Integer> {
    private static final String TICKS = "SELECT product_id, count(*), sum(size) FROM ticks GROUP BY 1";
    private static final String CANDLES =
            "SELECT product_id, max(close), sum(volume) FROM candles WHERE interval = '1m' GROUP BY 1";
    private static final int QUERIES = 3;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}")
    private int minutes;

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
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where the temporary folder goes. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of(".");

    @Override
    public Integer call() throws InterruptedException {
        Table table = new Table(
                "minute",
                "ticks",
                "files",
                "manifests",
                "snapshots",
                "planning ms",
                "query ms",
                "candles",
                "files",
                "query ms");
        try (Workspace workspace = Workspace.open(work);
                LocalStack stack = LocalStack.start(workspace.newPath("data"), rate, maintenance)) {
            SqlSession sql = stack.sql();
            for (int minute = 1; minute <= minutes; minute++) {
                Thread.sleep(60_000);
                row(table, minute, scrape(stack), sql);
            }
        }
        System.out.print(table);
        return 0;
    }

    private static void row(Table table, int minute, String metrics, SqlSession sql) throws InterruptedException {
        double ticks = median(sql, TICKS);
        double candles = median(sql, CANDLES);
        table.row(
                minute,
                whole(value(metrics, "rows", "ticks")),
                whole(value(metrics, "files", "ticks")),
                whole(value(metrics, "manifests", "ticks")),
                whole(value(metrics, "snapshots", "ticks")),
                whole(value(metrics, "planning_seconds", "ticks") * 1e3),
                whole(ticks),
                whole(value(metrics, "rows", "candles")),
                whole(value(metrics, "files", "candles")),
                whole(candles));
        Progress.say(
                "minute %d: %.0f ticks in %.0f files, query %.0f ms",
                minute, value(metrics, "rows", "ticks"), value(metrics, "files", "ticks"), ticks);
    }

    private static double median(SqlSession sql, String statement) throws InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            times.add(sql.millis(statement));
        }
        return Numbers.median(times);
    }

    private static String scrape(LocalStack stack) throws InterruptedException {
        return Http.get(stack.metricsPort(), "/metrics")
                .orElseThrow(() -> new BenchmarkException("the lake's keeper does not answer"));
    }

    private static double value(String metrics, String name, String table) {
        Matcher line = Pattern.compile(
                        String.format(Locale.ROOT, "^candlelake_lake_%s\\{table=\"%s\"\\} (\\S+)$", name, table),
                        Pattern.MULTILINE)
                .matcher(metrics);
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }
}
