package io.candlelake.endtoend.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * From a simulated Coinbase to the topics, each process in the test's own hands:
 *
 * <pre>{@code
 * try (FeedStack stack = new FeedStack("BTC-USD,ETH-USD")) {
 *     stack.simulator().with("SIMULATOR_RATE", "100");
 *     stack.start();
 *     stack.producer().kill();
 * }
 * }</pre>
 *
 * <p>Nothing starts again by itself, unlike in the local stack. The folder goes with the stack, unless it is to be kept.
 */
public final class FeedStack implements AutoCloseable {
    /** Generous: a cold machine with two cores that do other things too. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final int brokerPort = Ports.next();
    private final int simulatorPort = Ports.next();
    private final int producerHealth = Ports.next();
    private final int streamsHealth = Ports.next();
    private final Part broker;
    private final Part simulator;
    private final Part producer;
    private final Part streams;
    private final SimulatedCoinbase coinbase = new SimulatedCoinbase(simulatorPort);
    private final Thread lastResort = new Thread(this::endAll, "feed-stack-last-resort");
    private boolean kept;

    public FeedStack(String products) {
        try {
            folder = Files.createTempDirectory("candlelake-feed-");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        broker = part("broker", Java.broker(320), brokerEnvironment(), () -> Ports.listens(brokerPort));
        simulator = part(
                "simulator",
                Java.of("simulator", "io.candlelake.simulator.Main", 192),
                simulatorEnvironment(products),
                () -> SimulatedCoinbase.answers(simulatorPort, "/health/ready"));
        producer = part(
                "producer",
                Java.of("producer", "io.candlelake.producer.Main", 128),
                producerEnvironment(products),
                () -> SimulatedCoinbase.answers(producerHealth, "/health/ready"));
        streams = part(
                "streams-app",
                Java.of("streams-app", "io.candlelake.streams.Main", 256),
                streamsEnvironment(),
                () -> SimulatedCoinbase.answers(streamsHealth, "/health/ready"));
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    private Map<String, String> producerEnvironment(String products) {
        return Map.of(
                "PRODUCTS",
                products,
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers(),
                "SIMULATED",
                "true",
                "COINBASE_EXCHANGE_WS_URL",
                "ws://127.0.0.1:" + simulatorPort + "/",
                "COINBASE_ADVANCED_WS_URL",
                "ws://127.0.0.1:" + simulatorPort + "/advanced",
                "COINBASE_EXCHANGE_REST_URL",
                "http://127.0.0.1:" + simulatorPort,
                "COINBASE_API_URL",
                "http://127.0.0.1:" + simulatorPort,
                "HEALTH_PORT",
                Integer.toString(producerHealth));
    }

    private Map<String, String> brokerEnvironment() {
        return Map.of(
                "BROKER_DIRECTORY", file("kafka").toString(),
                "BROKER_PORT", Integer.toString(brokerPort),
                "BROKER_CONTROLLER_PORT", Integer.toString(Ports.next()));
    }

    private Map<String, String> simulatorEnvironment(String products) {
        return Map.of(
                "SIMULATOR_PORT", Integer.toString(simulatorPort),
                "SIMULATOR_PRODUCTS", products,
                "SIMULATOR_LEDGER", ledger().toString(),
                "SIMULATOR_FAULT_LEDGER", faultLedger().toString());
    }

    private Map<String, String> streamsEnvironment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers(),
                "STREAMS_STATE_DIR", file("streams").toString(),
                "HEALTH_PORT", Integer.toString(streamsHealth));
    }

    private Part part(String name, Java java, Map<String, String> environment, BooleanSupplier ready) {
        return new Part(name, java, environment, file(name + ".log"), ready);
    }

    /** Starts all four, and returns when each says that it is ready and the topics are there. */
    public FeedStack start() throws IOException, InterruptedException {
        startWithoutProducer();
        producer.start();
        await(producer);
        return this;
    }

    /** As {@link #start}, but nobody listens to the market yet. */
    public FeedStack startWithoutProducer() throws IOException, InterruptedException {
        broker.start();
        simulator.start();
        await(broker);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            DeclaredTopics.create(admin);
        } catch (ExecutionException refused) {
            throw new IOException("the topics cannot be created", refused);
        }
        streams.start();
        await(simulator);
        await(streams);
        return this;
    }

    /** Until it is ready; throws with its last words when it ends instead. */
    public void await(Part part) throws InterruptedException {
        part.awaitReady(PATIENCE);
    }

    public Part broker() {
        return broker;
    }

    public Part simulator() {
        return simulator;
    }

    public Part producer() {
        return producer;
    }

    public Part streams() {
        return streams;
    }

    public List<Part> parts() {
        return List.of(broker, simulator, streams, producer);
    }

    public SimulatedCoinbase coinbase() {
        return coinbase;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    /** {@code /metrics} of the producer. */
    public String producerMetrics() throws IOException, InterruptedException {
        return SimulatedCoinbase.page(producerHealth, "/metrics");
    }

    /** What the simulator published. */
    public Path ledger() {
        return file("ledger.ndjson");
    }

    /** What the simulator did to its clients. */
    public Path faultLedger() {
        return file("faults.ndjson");
    }

    /** In the stack's folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    public Path folder() {
        return folder;
    }

    /** The folder stays, to look at its logs. */
    public void keep() {
        kept = true;
    }

    private void endAll() {
        Part.startNoMore();
        killAll();
    }

    private void killAll() {
        for (Part part : List.of(producer, streams, simulator, broker)) {
            try {
                if (part.isAlive()) {
                    part.kill();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(lastResort);
        if (kept || System.getProperty("candlelake.keep") != null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
