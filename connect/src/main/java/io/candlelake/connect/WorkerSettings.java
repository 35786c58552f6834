package io.candlelake.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * One Connect worker on this machine: {@code new WorkerSettings("127.0.0.1:19092", 8083, Path.of("connect/target/plugin"))}.
 *
 * @param bootstrapServers of the broker
 * @param restPort on loopback
 * @param plugins folder with a folder for each plugin
 */
public record WorkerSettings(String bootstrapServers, int restPort, Path plugins) {
    /** One line an event; the libraries' own chatter, thousands of lines at every start, only where it is a warning. */
    private static final List<String> LOGGING = List.of(
            "-Dorg.slf4j.simpleLogger.logFile=System.out",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSX",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true",
            "-Dorg.slf4j.simpleLogger.log.org.apache=warn",
            "-Dorg.slf4j.simpleLogger.log.org.eclipse.jetty=warn");

    /** Where it is asked. */
    public URI rest() {
        return URI.create("http://127.0.0.1:" + restPort);
    }

    /** By Connect's names. */
    public Map<String, String> properties() {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("group.id", "candlelake-connect"),
                Map.entry("listeners", "http://127.0.0.1:" + restPort),
                Map.entry("plugin.path", plugins.toAbsolutePath().normalize().toString()),
                // Only what a manifest names: scanning every jar takes seconds.
                Map.entry("plugin.discovery", "SERVICE_LOAD"),
                Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                Map.entry("connector.client.config.override.policy", "All"),
                Map.entry("config.storage.topic", "connect-configs"),
                Map.entry("config.storage.replication.factor", "1"),
                Map.entry("offset.storage.topic", "connect-offsets"),
                Map.entry("offset.storage.replication.factor", "1"),
                Map.entry("offset.storage.partitions", "1"),
                Map.entry("status.storage.topic", "connect-status"),
                Map.entry("status.storage.replication.factor", "1"),
                Map.entry("status.storage.partitions", "1"),
                // An idle topic's task looks at its control topic this often; by default once a minute.
                Map.entry("offset.flush.interval.ms", "1000"),
                // The successor of a killed worker waits until the group has missed the dead one. Shorter, and a busy
                // machine
                // makes the group miss a living one, whose tasks then fence each other.
                Map.entry("session.timeout.ms", "10000"),
                Map.entry("heartbeat.interval.ms", "3000"),
                Map.entry("scheduled.rebalance.max.delay.ms", "0")));
    }

    /** Writes the properties to a file, over an older one. */
    public void write(Path file) {
        Properties lines = new Properties();
        lines.putAll(properties());
        try (Writer out = Files.newBufferedWriter(file)) {
            lines.store(out, "written at every start");
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }

    /**
     * How it is started.
     *
     * @param java the program
     * @param options of the JVM, such as {@code -Xmx512m}; they win over those for logging
     * @param library folder of the worker's own jars, {@code connect/target/worker-lib}
     * @param file that {@link #write} wrote
     */
    public static List<String> command(Path java, List<String> options, Path library, Path file) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(LOGGING);
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                library.resolve("*").toString(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                file.toString()));
        return List.copyOf(command);
    }
}
