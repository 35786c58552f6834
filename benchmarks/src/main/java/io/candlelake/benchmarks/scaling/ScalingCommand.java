package io.candlelake.benchmarks.scaling;

import static io.candlelake.benchmarks.report.Numbers.mebibytes;
import static io.candlelake.benchmarks.report.Numbers.tenths;
import static io.candlelake.benchmarks.report.Numbers.whole;

import io.candlelake.benchmarks.load.ExpectedCandles;
import io.candlelake.benchmarks.load.LoadSettings;
import io.candlelake.benchmarks.load.RawTopic;
import io.candlelake.benchmarks.process.Broker;
import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.benchmarks.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run scaling}: threads, trades and products, one varied at a time. */
@Command(
        name = "scaling",
        description = {
            "Measure how the streams app grows: 1 and 2 threads; 1, 4 and 16 times the trades; 10, 100 and 400 products.",
            "",
            "The last row is a day of candles of 400 products. After each run the process is killed and started again; restore is"
                    + " the time until it is ready. Trades of more than one times fall into the same hours, only denser."
        },
        footer = {"", "Example: benchmarks/run scaling", "         benchmarks/run scaling --messages 100000 --times 1,4"
        })
public final class ScalingCommand implements Callable<Integer> {
    private static final int FEW = 10;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "500000",
            description = "At 1 times. Default: ${DEFAULT-VALUE}")
    private int messages;

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2",
            description = "Default: ${DEFAULT-VALUE}")
    private List<Integer> threads = List.of();

    @Option(
            names = "--times",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,4,16",
            description = "Of the messages, with 10 products. Default: ${DEFAULT-VALUE}")
    private List<Integer> times = List.of();

    @Option(
            names = "--products",
            paramLabel = "N",
            split = ",",
            defaultValue = "10,100,400",
            description = "At 1 times the messages. Default: ${DEFAULT-VALUE}")
    private List<Integer> products = List.of();

    @Option(
            names = "--full",
            description = "Every number of products with every number of messages, in place of one varied at a time")
    private boolean full;

    @Option(
            names = "--day-messages",
            paramLabel = "N",
            defaultValue = "1200000",
            description = "Of the day of 400 products; 0 leaves it out. Default: ${DEFAULT-VALUE}")
    private int dayMessages;

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            defaultValue = "1024",
            description = "Most that the streams app's heap gets. Default: ${DEFAULT-VALUE}")
    private int heapMegabytes;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "900",
            description = "Longest that one run may take. Default: ${DEFAULT-VALUE}")
    private int limitSeconds;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where the temporary folder goes, 10 GB for 16 times. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of(".");

    private final Table table = new Table(
            "messages",
            "products",
            "hours",
            "threads",
            "rec/s",
            "CPU s",
            "live heap MiB",
            "peak RSS MiB",
            "state MiB",
            "keys",
            "changelogs MiB",
            "stores MiB",
            "restore s",
            "candles wrong");

    @Override
    public Integer call() throws InterruptedException {
        try (Workspace workspace = Workspace.open(work);
                Broker broker = Broker.start(workspace)) {
            for (LoadSettings load : loads()) {
                rows(workspace, broker, load);
            }
        }
        System.out.print(table);
        return 0;
    }

    private List<LoadSettings> loads() {
        List<LoadSettings> loads = new ArrayList<>();
        for (int time : times) {
            for (int count : products) {
                if (full || time == 1 || count == FEW) {
                    loads.add(LoadSettings.of(messages * time, LoadSettings.yesterday())
                            .withProducts(count));
                }
            }
        }
        if (dayMessages > 0) {
            loads.add(LoadSettings.of(dayMessages, LoadSettings.yesterday())
                    .withProducts(400)
                    .withSpan(Duration.ofHours(24))
                    .withEvenWeights());
        }
        return loads;
    }

    private void rows(Workspace workspace, Broker broker, LoadSettings load) throws InterruptedException {
        broker.delete(topic -> !topic.startsWith("__"));
        broker.createTopics(Map.of());
        Progress.say("%,d messages of %d products", load.messages(), load.products());
        ExpectedCandles expected = new RawTopic(broker.bootstrapServers()).fill(load);
        for (int count : threads) {
            Progress.say("%d thread%s", count, count == 1 ? "" : "s");
            StreamsRun run = new StreamsRun(count, heapMegabytes, Duration.ofSeconds(limitSeconds));
            row(load, count, run.run(workspace, broker, load, expected));
        }
    }

    private void row(LoadSettings load, int count, StreamsRun.Seen seen) {
        Progress.say("%,.0f rec/s, restored after %.1f s", seen.time().recordsPerSecond(), seen.restoreSeconds());
        table.row(
                whole(load.messages()),
                load.products(),
                tenths(load.span().toMinutes() / 60.0),
                count,
                whole(seen.time().recordsPerSecond()) + (seen.time().finished() ? "" : " (limit)"),
                tenths(seen.time().cpuSeconds()),
                mebibytes(seen.heapBytes()),
                mebibytes(seen.time().peakResidentBytes()),
                tenths(seen.state().liveBytes() / 1_048_576.0),
                whole(seen.state().keys()),
                tenths(seen.state().changelogBytes() / 1_048_576.0),
                tenths(seen.state().diskBytes() / 1_048_576.0),
                tenths(seen.restoreSeconds()),
                whole(seen.wrong()));
    }
}
