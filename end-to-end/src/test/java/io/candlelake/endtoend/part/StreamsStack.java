package io.candlelake.endtoend.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker, and as many instances of the streams app as are started, each a process with a state of its own; whoever uses it writes to {@code raw_messages} himself.
 *
 * <p>Nothing starts again by itself. The folder goes with the stack, unless it is to be kept.
 */
public final class StreamsStack implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final int brokerPort = Ports.next();
    private final Part broker;
    private final List<Part> instances = new ArrayList<>();
    private final Thread lastResort = new Thread(this::killAll, "streams-stack-last-resort");
    private boolean kept;

    /** Nothing runs yet. */
    public StreamsStack(int instanceCount) {
        try {
            folder = Files.createTempDirectory("candlelake-streams-");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        broker = new Part(
                "broker",
                Java.broker(384),
                Map.of(
                        "BROKER_DIRECTORY", folder.resolve("kafka").toString(),
                        "BROKER_PORT", Integer.toString(brokerPort),
                        "BROKER_CONTROLLER_PORT", Integer.toString(Ports.next())),
                folder.resolve("broker.log"),
                () -> Ports.listens(brokerPort));
        for (int i = 0; i < instanceCount; i++) {
            instances.add(instance("streams-app-" + i));
        }
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    private Part instance(String name) {
        int health = Ports.next();
        return new Part(
                name,
                Java.of("streams-app", "io.candlelake.streams.Main", 256),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers(),
                        "STREAMS_STATE_DIR", folder.resolve(name).toString(),
                        "STREAMS_INSTANCE", name,
                        "HEALTH_PORT", Integer.toString(health)),
                folder.resolve(name + ".log"),
                () -> SimulatedCoinbase.answers(health, "/health/ready"));
    }

    /** The broker with the contract's topics. */
    public void startBroker() throws IOException, InterruptedException {
        broker.start();
        broker.awaitReady(PATIENCE);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            DeclaredTopics.create(admin);
        } catch (ExecutionException refused) {
            throw new IOException("the topics cannot be created", refused);
        }
    }

    /** From 0 on. */
    public Part instance(int number) {
        return instances.get(number);
    }

    public List<Part> instances() {
        return instances;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    public Path folder() {
        return folder;
    }

    /** The folder stays, to look at its logs. */
    public void keep() {
        kept = true;
    }

    private void killAll() {
        List<Part> parts = new ArrayList<>(instances);
        parts.add(broker);
        for (Part part : parts) {
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
