package io.candlelake.benchmarks.feed;

import io.candlelake.benchmarks.process.Broker;
import io.candlelake.benchmarks.process.Http;
import io.candlelake.benchmarks.process.JavaProcess;
import io.candlelake.benchmarks.process.Launch;
import io.candlelake.benchmarks.process.Modules;
import io.candlelake.benchmarks.process.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The simulator and the producer, each in a JVM of its own, as they are shipped:
 *
 * <pre>{@code
 * try (FeedProcesses feed = FeedProcesses.start(workspace, broker, settings)) { use(feed.state()); }
 * }</pre>
 */
final class FeedProcesses implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** The simulator's own, busiest first. */
    private static final List<String> PRODUCTS = List.of(
            "BTC-USD",
            "ETH-USD",
            "SOL-USD",
            "XRP-USD",
            "BTC-EUR",
            "DOGE-USD",
            "LTC-USD",
            "ADA-USD",
            "ETH-EUR",
            "AVAX-USD",
            "LINK-USD",
            "USDT-USD");

    private final JavaProcess simulator;
    private final JavaProcess producer;
    private final int simulatorPort;
    private final int producerHealthPort;

    private FeedProcesses(JavaProcess simulator, int simulatorPort, JavaProcess producer, int producerHealthPort) {
        this.simulator = simulator;
        this.simulatorPort = simulatorPort;
        this.producer = producer;
        this.producerHealthPort = producerHealthPort;
    }

    /** Returns when the first record is in Kafka. */
    static FeedProcesses start(Workspace workspace, Broker broker, FeedSettings settings) throws InterruptedException {
        int port = Workspace.freePort();
        int healthPort = Workspace.freePort();
        int producerHealthPort = Workspace.freePort();
        JavaProcess simulator = workspace.start(simulator(settings, port, healthPort));
        JavaProcess producer = null;
        try {
            simulator.await("ready", PATIENCE, () -> Http.isReady(healthPort));
            producer = workspace.start(producer(settings, broker.bootstrapServers(), port, producerHealthPort));
            producer.await("ready", PATIENCE, () -> Http.isReady(producerHealthPort));
            return new FeedProcesses(simulator, port, producer, producerHealthPort);
        } catch (RuntimeException | InterruptedException failed) {
            simulator.close();
            if (producer != null) {
                producer.close();
            }
            throw failed;
        }
    }

    private static Launch simulator(FeedSettings settings, int port, int healthPort) {
        return new Launch("simulator", Modules.classPath("simulator"), "io.candlelake.simulator.Main")
                .withHeap(1_024)
                .with("SIMULATOR_PORT", Integer.toString(port))
                .with("SIMULATOR_PRODUCTS", products(settings))
                .with("SIMULATOR_RATE", Double.toString(settings.rate()))
                .with("SIMULATOR_SEED", "20261121")
                // REST must have every trade of an outage.
                .with("SIMULATOR_MEMORY", "1000000")
                .with("HEALTH_PORT", Integer.toString(healthPort));
    }

    private static Launch producer(FeedSettings settings, String bootstrapServers, int port, int healthPort) {
        String webSocket = "ws://localhost:" + port + "/";
        String rest = "http://localhost:" + port;
        return new Launch("producer", Modules.classPath("producer"), "io.candlelake.producer.Main")
                .withHeap(settings.heapMegabytes())
                .with("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers)
                .with("PRODUCTS", products(settings))
                .with("FEEDS", "exchange")
                .with("SIMULATED", "true")
                .with("COINBASE_EXCHANGE_WS_URL", webSocket)
                .with("COINBASE_ADVANCED_WS_URL", webSocket + "advanced")
                .with("COINBASE_EXCHANGE_REST_URL", rest)
                .with("COINBASE_API_URL", rest)
                .with("BACKFILL_LIMIT", "1000000")
                .with("HEALTH_PORT", Integer.toString(healthPort));
    }

    private static String products(FeedSettings settings) {
        return PRODUCTS.stream().limit(settings.products()).collect(Collectors.joining(","));
    }

    JavaProcess simulator() {
        return simulator;
    }

    JavaProcess producer() {
        return producer;
    }

    /** What the simulator has counted; empty when it cannot say. */
    Optional<SimulatorState> state() throws InterruptedException {
        return Http.get(simulatorPort, "/simulator/state").map(SimulatorState::parse);
    }

    /** False when the simulator does not know the fault. */
    boolean cut(Duration duration) throws InterruptedException {
        return Http.post(simulatorPort, "/simulator/faults?kind=CUT&feed=exchange&seconds=" + duration.toSeconds())
                .isPresent();
    }

    /** The producer's own metrics in Prometheus' format; empty when it has none. */
    Optional<String> metrics() throws InterruptedException {
        return Http.get(producerHealthPort, "/metrics");
    }

    @Override
    public void close() {
        producer.close();
        simulator.close();
    }
}
