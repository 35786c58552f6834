package io.candlelake.benchmarks.feed;

import static io.candlelake.benchmarks.report.Numbers.mebibytes;
import static io.candlelake.benchmarks.report.Numbers.tenths;
import static io.candlelake.benchmarks.report.Numbers.whole;

import io.candlelake.benchmarks.process.Broker;
import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.benchmarks.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run producer}: how late trades are in Kafka at each rate, up to the first that is not carried. */
@Command(
        name = "producer",
        description = {
            "Measure the producer: from a trade's time at the exchange to its record in Kafka, at rising rates.",
            "",
            "Simulator, producer and broker are processes of their own. A rate is carried while the lag does not grow and the"
                    + " simulator does not cut the producer off as a slow reader. Stops at the first rate that is not."
        },
        footer = {"", "Example: benchmarks/run producer", "         benchmarks/run producer --rates 2000 --seconds 60"})
public final class ProducerCommand implements Callable<Integer> {
    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            defaultValue = "2000,5000,10000,20000,40000,80000",
            description = "Trades a second, in this order. Default: ${DEFAULT-VALUE}")
    private List<Integer> rates = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Of each rate, after 10 that warm up. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--products", paramLabel = "N", defaultValue = "6", description = "Default: ${DEFAULT-VALUE}")
    private int products;

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            defaultValue = "256",
            description = "Most that the producer's heap gets. Default: ${DEFAULT-VALUE}")
    private int heapMegabytes;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where the temporary folder goes. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of(".");

    @Override
    public Integer call() throws InterruptedException {
        FeedSettings settings = new FeedSettings(0, products, heapMegabytes);
        List<RateStep.Seen> steps = new ArrayList<>();
        try (Workspace workspace = Workspace.open(work);
                Broker broker = Broker.start(workspace)) {
            for (int rate : rates) {
                Progress.say("%,d trades/s for %d s", rate, seconds);
                RateStep step =
                        new RateStep(settings.withRate(rate), Duration.ofSeconds(10), Duration.ofSeconds(seconds));
                RateStep.Seen seen = step.run(workspace, broker);
                steps.add(seen);
                Progress.say(
                        "p50 %d ms, p99 %d ms%s",
                        seen.lags().percentile(50),
                        seen.lags().percentile(99),
                        seen.isCarried() ? "" : ": not carried");
                if (!seen.isCarried()) {
                    break;
                }
            }
        }
        System.out.print(table(steps));
        return 0;
    }

    private static Table table(List<RateStep.Seen> steps) {
        Table table = new Table(
                "asked trades/s",
                "in Kafka/s",
                "p50 ms",
                "p99 ms",
                "max ms",
                "own p50 ms",
                "own p99 ms",
                "p50 first third",
                "p50 last third",
                "connects",
                "carried",
                "simulator cores",
                "producer cores",
                "broker cores",
                "producer RSS MiB",
                "live heap MiB");
        for (RateStep.Seen seen : steps) {
            table.row(
                    whole(seen.rate()),
                    whole(seen.tradesPerSecond()),
                    whole(seen.lags().percentile(50)),
                    whole(seen.lags().percentile(99)),
                    whole(seen.lags().percentile(100)),
                    seen.own().percentile(50),
                    seen.own().percentile(99),
                    whole(seen.firstMedian()),
                    whole(seen.lastMedian()),
                    whole(seen.connects()),
                    seen.isCarried() ? "yes" : "no",
                    tenths(seen.cores().simulator()),
                    tenths(seen.cores().producer()),
                    tenths(seen.cores().broker()),
                    mebibytes(seen.residentBytes()),
                    mebibytes(seen.heapBytes()));
        }
        return table;
    }
}
