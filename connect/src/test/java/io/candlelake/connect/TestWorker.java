package io.candlelake.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A real worker in a process of its own, from the folders that {@code package} made, and a lake in a folder. */
final class TestWorker implements AutoCloseable {
    /** Generous, for a machine that builds other things at the same time. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Path directory;
    private final List<Sink> sinks;
    private final WorkerSettings worker;
    private SinkSettings settings;
    private final Admin admin;
    private Optional<Process> process = Optional.empty();

    TestWorker(SinkKind kind, String bootstrapServers, Path directory, List<Sink> sinks) {
        this.directory = directory;
        this.sinks = sinks;
        this.worker = new WorkerSettings(bootstrapServers, freePort(), TARGET.resolve("plugin"));
        this.settings =
                new SinkSettings(kind, bootstrapServers, lakeSettings().catalogProperties(), Duration.ofSeconds(1));
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    LakeSettings lakeSettings() {
        return LakeSettings.local(directory);
    }

    ConnectClient client() {
        return new ConnectClient(worker.rest());
    }

    SinkSettings settings() {
        return settings;
    }

    Admin admin() {
        return admin;
    }

    /** Creates the tables, starts the process, returns when all sinks run. */
    TestWorker start() {
        launch();
        ensure();
        return this;
    }

    /** Starts the process alone. */
    void launch() {
        try (LakeCatalog lake = LakeCatalog.open(lakeSettings())) {
            LakeTables.createMissing(lake);
        }
        Path file = directory.resolve("worker-" + worker.restPort() + ".properties");
        worker.write(file);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> options = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        try {
            process = Optional.of(
                    new ProcessBuilder(WorkerSettings.command(java, options, TARGET.resolve("worker-lib"), file))
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.appendTo(
                                    directory.resolve("worker.log").toFile()))
                            .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** All sinks run, of the wanted kind, on return. */
    void ensure() {
        try (LakeCatalog lake = LakeCatalog.open(lakeSettings())) {
            TestHandover tables = new TestHandover(lake, admin, settings.bootstrapServers());
            Connectors.ensure(admin, client(), sinks, settings, tables, PATIENCE, line -> {});
        }
    }

    /** From the next {@link #ensure} on. */
    void use(SinkKind kind) {
        settings = new SinkSettings(
                kind, settings.bootstrapServers(), settings.catalogProperties(), settings.commitInterval());
    }

    /** A worker of the same group in another process, on the same lake; not started. */
    TestWorker another() {
        return new TestWorker(settings.kind(), settings.bootstrapServers(), directory, sinks);
    }

    static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("too long").isBefore(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.ifPresent(running -> running.destroyForcibly().onExit().join());
    }

    /** What {@code PUT connector-plugins/…/config/validate} finds wrong, by key. */
    Map<String, String> validate(String connector, Map<String, String> config) {
        try {
            ObjectMapper json = new ObjectMapper();
            HttpRequest request = HttpRequest.newBuilder(
                            worker.rest().resolve("/connector-plugins/" + connector + "/config/validate"))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(config)))
                    .build();
            String answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            Map<String, String> errors = new HashMap<>();
            for (JsonNode each : json.readTree(answer).required("configs")) {
                JsonNode value = each.required("value");
                if (!value.required("errors").isEmpty()) {
                    errors.put(
                            value.required("name").asText(),
                            value.required("errors").toString());
                }
            }
            return errors;
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** All partitions of the sink's group to one offset; its connector must be stopped. */
    void setGroup(Sink sink, long offset) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        CoordinatorSeed.get(
                        admin.listConsumerGroupOffsets(sink.group()).partitionsToOffsetAndMetadata(), "read offsets")
                .keySet()
                .forEach(partition -> offsets.put(partition, new OffsetAndMetadata(offset)));
        assertThat(offsets).isNotEmpty();
        CoordinatorSeed.get(
                admin.removeMembersFromConsumerGroup(
                                sink.group(),
                                new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(sink.group()))))
                        .all(),
                "dismiss the member");
        CoordinatorSeed.get(
                admin.alterConsumerGroupOffsets(sink.group(), offsets).all(), "set offsets");
    }

    /** {@code kill -STOP}, {@code kill -CONT}. */
    void signal(String name) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Returns when all that stands in the topics is in the tables. */
    void awaitTables() {
        new SinkBarrier(settings.kind(), settings.bootstrapServers(), admin).await(sinks, PATIENCE);
    }

    long pid() {
        return process.orElseThrow().pid();
    }

    @Override
    public void close() {
        process.ifPresent(running -> {
            running.destroy();
            try {
                if (!running.waitFor(20, TimeUnit.SECONDS)) {
                    running.destroyForcibly().onExit().join(); // One that sleeps does not hear.
                }
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        admin.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
