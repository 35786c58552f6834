package io.candlelake.streams;

import io.candlelake.contract.health.HealthServer;
import io.candlelake.streams.batch.BatchingClients;
import io.candlelake.streams.topology.CandleTopology;
import io.candlelake.streams.topology.TopologySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * The process: {@code KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:19092 STREAMS_STATE_DIR=data/streams java io.candlelake.streams.Main}.
 * {@code --describe} prints the topology and ends. Exit codes: 0 stopped as asked, 1 broken, 2 bad configuration.
 */
public final class Main {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1 && arguments[0].equals("--describe")) {
            System.out.print(CandleTopology.build(TopologySettings.DEFAULT).describe());
            return;
        }
        StreamsSettings settings;
        try {
            settings = StreamsSettings.parse(System.getenv());
        } catch (IllegalArgumentException problems) {
            System.err.println("streams-app: " + problems.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(settings));
    }

    private static int run(StreamsSettings settings) throws InterruptedException {
        Topology topology = CandleTopology.build(settings.topology());
        AtomicReference<String> failure = new AtomicReference<>("");
        CountDownLatch ended = new CountDownLatch(1);
        KafkaStreams streams = new KafkaStreams(topology, settings.toProperties(), new BatchingClients());
        streams.setUncaughtExceptionHandler(error -> {
            failure.set(rootMessage(error));
            error.printStackTrace();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
                ended.countDown();
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(streams, failure), "stop"));
        try (HealthServer health = HealthServer.start(
                settings.healthPort(),
                () -> streams.state() != KafkaStreams.State.ERROR,
                () -> streams.state() == KafkaStreams.State.RUNNING)) {
            streams.start();
            ended.await();
        } catch (IOException taken) {
            System.err.println(
                    "streams-app: cannot listen on health port " + settings.healthPort() + ": " + taken.getMessage());
            return 1;
        }
        if (failure.get().isEmpty()) {
            return 0;
        }
        streams.close(STOP_TIMEOUT);
        System.err.println("streams-app: stopped: " + failure.get());
        return 1;
    }

    /** Asked to stop (SIGTERM): a clean end is exit code 0, where the JVM alone would say 143. */
    private static void stop(KafkaStreams streams, AtomicReference<String> failure) {
        boolean clean = streams.close(STOP_TIMEOUT);
        if (clean && failure.get().isEmpty()) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
