package io.candlelake.connect;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** A real worker in a process of its own, from the folders that {@code package} made, and a lake in a folder. */
final class TestWorker implements AutoCloseable {
    /** Generous, for a machine that builds other things at the same time. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Path directory;
    private final List<Sink> sinks;
    private final WorkerSettings worker;
    private final SinkSettings settings;
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
        try (LakeCatalog lake = LakeCatalog.open(lakeSettings())) {
            LakeTables.createMissing(lake);
        }
        Path file = directory.resolve("worker.properties");
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
        Connectors.ensure(admin, client(), sinks, settings, PATIENCE, line -> {});
        return this;
    }

    /** {@code kill -9}. */
    void kill() {
        process.ifPresent(running -> running.destroyForcibly().onExit().join());
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
            running.onExit().join();
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
