package io.candlelake.local.stack;

import io.candlelake.connect.ConnectClient;
import io.candlelake.connect.ConnectClient.WorkerAbsentException;
import io.candlelake.connect.ConnectorStatus;
import io.candlelake.connect.Connectors;
import io.candlelake.connect.Sink;
import io.candlelake.connect.SinkKind;
import io.candlelake.connect.SinkSettings;
import io.candlelake.connect.WorkerSettings;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.RetriableException;

/** The Connect worker as a part of the stack, and its sinks. */
record Worker(Home home, StackDirectory directory, ChosenPorts ports, SinkKind sink) {
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final String BROKER = "CANDLELAKE_BOOTSTRAP_SERVERS";
    /**
     * The worker begins while the broker still does: by default its clients would ask for it again and again without any
     * pause, taking the broker's processor time. And its sinks are told the broker's address by the environment: they are
     * started from what the worker stored in an earlier run, whose port may by now be another stack's.
     */
    private static final String LOCAL = """
            metadata.recovery.strategy=none
            reconnect.backoff.max.ms=200
            config.providers=env
            config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
            """;

    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    Launch launch() {
        int port = ports.of(Part.CONNECT);
        Path plugins = home.target("connect").resolve("plugin");
        if (!Files.isDirectory(plugins)) {
            throw new StackException(
                    plugins + " is missing: build with ./candlelake, or mvn package in " + home.path());
        }
        WorkerSettings settings = new WorkerSettings(ports.bootstrapServers(), port, plugins);
        Path file = directory.connect().resolve("worker.properties");
        settings.write(file);
        append(file, LOCAL);
        return new Launch(
                Part.CONNECT,
                WorkerSettings.command(
                        Jvm.java(),
                        new Jvm(Part.CONNECT, 448, 160, false).options(directory),
                        home.target("connect").resolve("worker-lib"),
                        file),
                Map.of(BROKER, ports.bootstrapServers()),
                new LogFile(directory.log(Part.CONNECT)),
                OptionalInt.of(port),
                new ConnectClient(URI.create("http://127.0.0.1:" + port))::ready);
    }

    private static void append(Path file, String lines) {
        try {
            Files.writeString(file, lines, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new StackException("cannot write " + file + ": " + unwritable.getMessage(), unwritable);
        }
    }

    /**
     * All sinks run on return.
     *
     * @param progress takes a line for a person, of each table that changed its sink
     */
    String ensureSinks(Duration patience, Consumer<String> progress) throws InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (true) {
            try {
                ensureSinksOnce(patience, progress);
                return Sink.all().size() + " sinks run";
            } catch (IllegalStateException refused) {
                if (!isPassing(refused) || Instant.now().isAfter(deadline)) {
                    throw new StackException(
                            "the sinks do not run: " + refused.getMessage() + " (log: " + directory.log(Part.CONNECT)
                                    + ")",
                            refused);
                }
                Thread.sleep(RETRY.toMillis());
            }
        }
    }

    /** A broker knows a topic some milliseconds after it said that the topic was created. */
    private static boolean isPassing(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }

    private void ensureSinksOnce(Duration patience, Consumer<String> progress) {
        LakeSettings lake = LakeSettings.local(directory.path());
        SinkSettings settings =
                new SinkSettings(sink, "${env:" + BROKER + "}", lake.catalogProperties(), COMMIT_INTERVAL);
        ConnectClient client = new ConnectClient(URI.create("http://127.0.0.1:" + ports.of(Part.CONNECT)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", ports.bootstrapServers()));
                LakeCatalog catalog = LakeCatalog.open(lake)) {
            Connectors.ensure(
                    admin,
                    client,
                    Sink.all(),
                    settings,
                    new LakeHandover(catalog, admin, ports.bootstrapServers(), progress),
                    patience,
                    line -> {});
        }
    }

    /** Starts failed connectors and tasks again; a line for each. A worker that does not answer is no matter of this. */
    static List<String> restartFailed(ConnectClient client) {
        return Sink.all().stream()
                .flatMap(sink -> restartFailed(client, sink.table()).stream())
                .toList();
    }

    private static List<String> restartFailed(ConnectClient client, String name) {
        try {
            ConnectorStatus status = client.status(name);
            if (!status.failed()) {
                return List.of();
            }
            client.restartFailed(name);
            String cause = status.tasks().stream()
                    .map(ConnectorStatus.Task::cause)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElse("no reason given");
            return List.of("the sink " + name + " failed (" + cause + "): started again");
        } catch (WorkerAbsentException notNow) {
            return List.of();
        }
    }
}
