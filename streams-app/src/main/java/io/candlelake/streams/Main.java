package io.candlelake.streams;

import io.candlelake.streams.batch.BatchingClients;
import io.candlelake.streams.metrics.StreamsMetrics;
import io.candlelake.streams.runtime.StreamsRunner;
import io.candlelake.streams.topology.CandleTopology;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/**
 * The process: {@code KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:19092 STREAMS_STATE_DIR=data/streams java io.candlelake.streams.Main}.
 * {@code --describe} prints the topology and ends. Exit codes: 0 stopped as asked, 1 broken, 2 bad configuration.
 */
public final class Main {
    private static final int BAD_CONFIGURATION = 2;

    /** Longer than the runner takes at most; whoever asked kills after ten seconds, as Docker does. */
    private static final long STOPPING_MILLIS = 9_500;

    private Main() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            Help.print(System.out);
        } else if (List.of(arguments).equals(List.of("--describe"))) {
            System.out.print(Description.text());
        } else if (arguments.length > 0) {
            System.err.println("streams-app: unknown argument " + arguments[0] + " (--help lists all)");
            System.exit(BAD_CONFIGURATION);
        } else {
            System.exit(run());
        }
    }

    private static int run() {
        StreamsSettings settings;
        try {
            settings = StreamsSettings.parse(System.getenv());
        } catch (IllegalArgumentException problems) {
            System.err.println("streams-app: " + problems.getMessage() + " (--help lists all settings)");
            return BAD_CONFIGURATION;
        }
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        int code = StreamsRunner.BROKEN;
        try (StreamsMetrics metrics = new StreamsMetrics(Clock.systemUTC())) {
            StreamsRunner runner = new StreamsRunner(
                    CandleTopology.build(settings.topology(), metrics.counts()),
                    settings.toProperties(),
                    settings.runtime(),
                    metrics,
                    new BatchingClients(),
                    System.err);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(runner, ended), "stop"));
            code = runner.run();
        } catch (InterruptedException | RuntimeException | Error unforeseen) {
            LoggerFactory.getLogger(Main.class).error("this is a fault of our own", unforeseen);
            System.err.println("streams-app: " + unforeseen);
        } finally {
            ended.complete(code);
        }
        return code;
    }

    /** Also runs at an end of our own, which has its code already. Halts, for after SIGTERM the JVM's own code is 143. */
    private static void stop(StreamsRunner runner, CompletableFuture<Integer> ended) {
        runner.stop();
        int code = StreamsRunner.BROKEN;
        try {
            code = ended.get(STOPPING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException late) {
            System.err.println(
                    "streams-app: did not stop in time: what was not committed is processed again at the next start");
        }
        Runtime.getRuntime().halt(code);
    }
}
