package io.candlelake.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Where the broker keeps its data and listens: {@code data/simulated/kafka, 19092, 19093}.
 *
 * @param directory of the log and the metadata; created when absent
 * @param port for clients, on loopback
 * @param controllerPort for the controller, on loopback
 */
public record BrokerSettings(Path directory, int port, int controllerPort) {

    /** From {@code BROKER_DIRECTORY}, {@code BROKER_PORT} and {@code BROKER_CONTROLLER_PORT}; all problems in one message. */
    static BrokerSettings parse(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String directory = environment.getOrDefault("BROKER_DIRECTORY", "");
        if (directory.isEmpty()) {
            problems.add("BROKER_DIRECTORY is not set (where the broker keeps its data, such as data/kafka)");
        }
        int port = port(environment, "BROKER_PORT", 19092, problems);
        int controllerPort = port(environment, "BROKER_CONTROLLER_PORT", 19093, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new BrokerSettings(Path.of(directory), port, controllerPort);
    }

    private static int port(Map<String, String> environment, String name, int absent, List<String> problems) {
        String text = environment.getOrDefault(name, Integer.toString(absent));
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        problems.add(name + " is '" + text + "', not a port from 1 to 65535");
        return absent;
    }

    /** The server's own configuration: one node, no replication, transactions allowed. */
    Properties toProperties(String nodeDirectory, int maxRecordBytes) {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", nodeDirectory),
                Map.entry("message.max.bytes", Integer.toString(maxRecordBytes)),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                // A transaction that a kill left open holds up its readers until it times out and this looks.
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // Connect workers and sink consumers that died are noticed after 2 s instead of the default floor of 6.
                Map.entry("group.min.session.timeout.ms", "2000"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                // A local broker's index files are allocated whole; the default of 10 MB each fills small disks.
                Map.entry("log.index.size.max.bytes", "1048576"),
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2")));
        return properties;
    }
}
