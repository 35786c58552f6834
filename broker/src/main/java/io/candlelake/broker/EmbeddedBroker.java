package io.candlelake.broker;

import io.candlelake.contract.frame.FrameLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * A running broker: {@code try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) { use(broker.bootstrapServers()); }}.
 *
 * <p>Data and group offsets are in the folder and are there again at the next start, also after a kill.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** Any valid id does, for the cluster has one node; a fixed one lets a folder be opened again. */
    private static final String CLUSTER_ID = "Y2FuZGxlbGFrZS1sb2NhbA";

    private final KafkaRaftServer server;
    private final BrokerSettings settings;

    private EmbeddedBroker(KafkaRaftServer server, BrokerSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /** Starts on two free ports. */
    public static EmbeddedBroker start(Path directory) {
        return start(new BrokerSettings(directory, freePort(), freePort()));
    }

    /** Starts, and returns when clients can connect. Throws when a port is taken or the folder cannot be written. */
    public static EmbeddedBroker start(BrokerSettings settings) {
        Properties properties =
                settings.toProperties(settings.directory().resolve("log").toString(), FrameLimit.MAX_RECORD_BYTES);
        format(settings.directory(), properties);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, settings);
    }

    private static void format(Path directory, Properties properties) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve("server.properties");
            try (OutputStream out = Files.newOutputStream(file)) {
                properties.store(out, "written at every start");
            }
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            int code = StorageTool.execute(
                    new String[] {"format", "-c", file.toString(), "-t", CLUSTER_ID, "--ignore-formatted"},
                    new PrintStream(said, true, StandardCharsets.UTF_8));
            if (code != 0) {
                throw new IllegalStateException("the broker's folder " + directory + " cannot be formatted: "
                        + said.toString(StandardCharsets.UTF_8).strip());
            }
        } catch (IOException unwritable) {
            throw new IllegalStateException("the broker's folder " + directory + " cannot be written", unwritable);
        }
    }

    /** {@code 127.0.0.1:19092}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    /** To start it again where it was. */
    public BrokerSettings settings() {
        return settings;
    }

    /** Stops cleanly. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException("no free port", none);
        }
    }
}
