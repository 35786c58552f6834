package io.candlelake.benchmarks.feed;

import static io.candlelake.benchmarks.report.Numbers.tenths;
import static io.candlelake.benchmarks.report.Numbers.whole;

import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.process.Broker;
import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.benchmarks.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run recovery}: seconds from the reconnect to the last missing trade, and requests over Coinbase's limits. */
@Command(
        name = "recovery",
        description = {
            "Cut the exchange's connection while trades go on, and measure how soon raw_messages lacks no trade again.",
            "",
            "Exit code 1 when it does not in time, or when the producer went over a limit of Coinbase's."
        },
        footer = {"", "Example: benchmarks/run recovery", "         benchmarks/run recovery --outage 30 --rate 50"})
public final class RecoveryCommand implements Callable<Integer> {
    @Option(
            names = "--outage",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long no connection is let through. Default: ${DEFAULT-VALUE}")
    private int outageSeconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Trades a second that go on. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--products", paramLabel = "N", defaultValue = "6", description = "Default: ${DEFAULT-VALUE}")
    private int products;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Longest wait for all trades after the outage. Default: ${DEFAULT-VALUE}")
    private int limitSeconds;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where the temporary folder goes. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of(".");

    @Override
    public Integer call() throws InterruptedException {
        try (Workspace workspace = Workspace.open(work);
                Broker broker = Broker.start(workspace)) {
            broker.createTopics(Map.of("message.timestamp.type", "LogAppendTime"));
            try (FeedProcesses feed = FeedProcesses.start(workspace, broker, new FeedSettings(rate, products, 256));
                    Outage outage = new Outage(broker)) {
                Outage.Seen seen = run(feed, outage);
                SimulatorState state = state(feed);
                System.out.print(table(seen, state));
                return state.overLimits() == 0 ? 0 : 1;
            }
        }
    }

    private Outage.Seen run(FeedProcesses feed, Outage outage) throws InterruptedException {
        Progress.say("%d trades/s; the connection is cut in 15 s, for %d s", rate, outageSeconds);
        outage.watch(Duration.ofSeconds(15));
        outage.begin();
        if (!feed.cut(Duration.ofSeconds(outageSeconds))) {
            throw new BenchmarkException("this simulator cannot cut a connection on demand");
        }
        outage.watch(Duration.ofSeconds(outageSeconds));
        Progress.say("the outage is over");
        return outage.awaitComplete(Duration.ofSeconds(limitSeconds));
    }

    private static SimulatorState state(FeedProcesses feed) throws InterruptedException {
        return feed.state().orElseThrow(() -> new BenchmarkException("the simulator does not say what it counted"));
    }

    private Table table(Outage.Seen seen, SimulatorState state) {
        return new Table(
                        "outage s",
                        "trades/s",
                        "trades missed",
                        "s from reconnect to complete",
                        "REST requests",
                        "over the limit",
                        "connects",
                        "over the limit",
                        "messages over the limit")
                .row(
                        outageSeconds,
                        rate,
                        whole(seen.missed()),
                        tenths(seen.seconds()),
                        whole(state.restRequests()),
                        whole(state.restOverLimit()),
                        whole(state.connects()),
                        whole(state.connectsOverLimit()),
                        whole(state.messagesOverLimit()));
    }
}
