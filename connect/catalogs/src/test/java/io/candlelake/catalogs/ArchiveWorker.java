package io.candlelake.catalogs;

import io.candlelake.connect.ConnectClient;
import io.candlelake.connect.ConnectClient.WorkerAbsentException;
import io.candlelake.connect.ConnectorStatus;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A worker as MSK Connect runs it: its plugin path holds the unzipped archive and nothing else, its configuration is the archive's with
 * what MSK Connect adds of its own.
 */
final class ArchiveWorker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path PLUGINS = Path.of("target", "plugin").toAbsolutePath();

    private final Path library;
    private final Path folder;
    private final int port;
    private final String bootstrapServers;
    private final Map<String, String> environment;
    private Process process;

    /**
     * Starts the process.
     *
     * @param library the worker's own class path: Kafka of one version
     * @param folder for its files
     * @param environment where it finds keys of AWS
     */
    ArchiveWorker(Path library, Path folder, String bootstrapServers, Map<String, String> environment)
            throws IOException {
        this.library = library;
        this.folder = folder;
        this.port = StandIn.freePort();
        this.bootstrapServers = bootstrapServers;
        this.environment = environment;
        write();
        this.process = run();
    }

    /** The archive, as it was unzipped. */
    static Path archive() {
        try (Stream<Path> folders = Files.list(PLUGINS)) {
            return folders.reduce((one, other) -> {
                        throw new IllegalStateException("more than one plugin: " + one + ", " + other);
                    })
                    .orElseThrow();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** A file of the archive's {@code etc}. */
    static Map<String, String> example(String name) {
        return read(archive().resolve("etc").resolve(name));
    }

    static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        Map<String, String> read = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
        return read;
    }

    private void write() throws IOException {
        Map<String, String> all = new HashMap<>(example("worker.properties"));
        all.put("bootstrap.servers", bootstrapServers);
        all.put("group.id", "msk-connect");
        all.put("listeners", "http://127.0.0.1:" + port);
        all.put("plugin.path", PLUGINS.toString());
        for (String topic : List.of("config", "offset", "status")) {
            all.put(topic + ".storage.topic", "__msk_connect_" + topic);
            all.put(topic + ".storage.replication.factor", "1");
        }
        all.put("offset.storage.partitions", "1");
        all.put("status.storage.partitions", "1");
        Properties lines = new Properties();
        lines.putAll(all);
        try (Writer out = Files.newBufferedWriter(folder.resolve("worker.properties"))) {
            lines.store(out, null);
        }
        Files.writeString(folder.resolve("log4j.properties"), """
                log4j.rootLogger=WARN, out
                log4j.appender.out=org.apache.log4j.ConsoleAppender
                log4j.appender.out.layout=org.apache.log4j.PatternLayout
                log4j.appender.out.layout.ConversionPattern=%d %p %c %m%n
                """);
    }

    private Process run() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                StandIn.java(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j.configuration=" + folder.resolve("log4j.properties").toUri(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                library.toAbsolutePath().resolve("*").toString(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                folder.resolve("worker.properties").toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return folder.resolve("worker.log");
    }

    /** Returns when the connector and its task run. */
    void create(String name, Map<String, String> config) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        ConnectClient client = new ConnectClient(URI.create("http://127.0.0.1:" + port));
        while (!runs(client, name, config)) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("the connector does not run: " + Files.readString(log()));
            }
            Thread.sleep(200);
        }
    }

    private static boolean runs(ConnectClient client, String name, Map<String, String> config) {
        try {
            if (client.config(name).isEmpty()) {
                client.put(name, config);
            }
            ConnectorStatus status = client.status(name);
            if (status.failed()) {
                throw new IllegalStateException(status.toString());
            }
            return status.running();
        } catch (WorkerAbsentException notYet) {
            return false;
        }
    }

    /** {@code kill -9}, and another in its place. */
    void killAndStartAgain() throws IOException {
        process.destroyForcibly().onExit().join();
        process = run();
    }

    String logged() {
        try {
            return Files.readString(log());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
