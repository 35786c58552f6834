package io.candlelake.connect;

import io.candlelake.connect.ConnectClient.WorkerAbsentException;
import io.candlelake.connect.ConnectorStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** {@code Connectors.ensure(admin, client, Sink.all(), settings, tables, Duration.ofSeconds(60), System.out::println)}. */
public final class Connectors {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Connectors() {}

    /**
     * Every sink runs afterwards, seeded and as configured. One that runs already as configured is left alone, for a change
     * restarts its task; one that has failed or was stopped is started again. Where the kind of sink is another than before, the tables
     * are handed over first.
     *
     * @param tables hands them over
     * @param patience for the worker to come up, and then for all sinks to run
     * @param progress takes a line for a person
     * @throws IllegalStateException when a sink does not run by then: the line names it and says why
     */
    public static void ensure(
            Admin admin,
            ConnectClient client,
            List<Sink> sinks,
            SinkSettings settings,
            TableHandover tables,
            Duration patience,
            Consumer<String> progress) {
        Instant deadline = Instant.now().plus(patience);
        while (!client.ready()) {
            pause(deadline, "the Connect worker is not up yet");
        }
        progress.accept("the Connect worker is up");
        new SinkSwitch(client, tables, settings, deadline).run(sinks);
        if (settings.kind() == SinkKind.APACHE) {
            sinks.forEach(sink -> CoordinatorSeed.ensure(admin, sink));
            progress.accept("control topics are there");
        }
        for (Sink sink : sinks) {
            configure(client, sink, ConnectorConfigs.of(sink, settings), deadline);
        }
        int running = 0;
        for (Sink sink : sinks) {
            awaitRunning(client, sink, deadline);
            running++;
            progress.accept(sink.table() + " runs (" + running + " of " + sinks.size() + " connectors)");
        }
    }

    private static void configure(ConnectClient client, Sink sink, Map<String, String> wanted, Instant deadline) {
        while (true) {
            try {
                if (!client.config(sink.table()).equals(Optional.of(wanted))) {
                    client.put(sink.table(), wanted);
                } else if (client.status(sink.table()).failed()) {
                    client.restartFailed(sink.table());
                }
                return;
            } catch (WorkerAbsentException notYet) {
                pause(deadline, String.valueOf(notYet.getMessage()));
            }
        }
    }

    private static void awaitRunning(ConnectClient client, Sink sink, Instant deadline) {
        while (true) {
            String state;
            try {
                ConnectorStatus status = client.status(sink.table());
                if (status.running()) {
                    return;
                }
                if (status.failed()) {
                    throw new IllegalStateException(describe(status));
                }
                if (status.state() == State.STOPPED || status.state() == State.PAUSED) {
                    client.resume(sink.table()); // A handover stopped it.
                }
                state = describe(status);
            } catch (WorkerAbsentException notYet) {
                state = String.valueOf(notYet.getMessage());
            }
            pause(deadline, "connector " + sink.table() + " does not run: " + state);
        }
    }

    private static String describe(ConnectorStatus status) {
        StringBuilder line = new StringBuilder("connector " + status.name() + " is " + status.state());
        status.tasks().forEach(task -> line.append(", task ")
                .append(task.id())
                .append(' ')
                .append(task.state())
                .append(task.trace().isEmpty() ? "" : ": " + task.cause()));
        return line.toString();
    }

    private static void pause(Instant deadline, String problem) {
        if (Instant.now().isAfter(deadline)) {
            throw new IllegalStateException(problem);
        }
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for Connect", stopped);
        }
    }
}
