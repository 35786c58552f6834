package io.candlelake.connect;

import io.candlelake.connect.ConnectClient.WorkerAbsentException;
import io.candlelake.connect.ConnectorStatus.State;
import io.candlelake.connect.TableHandover.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stops connectors of the other kind, and hands their tables over: {@code new SinkSwitch(...).run(sinks)}. Does nothing where the kind
 * stays.
 *
 * <p>A stopped connector of Apache's may leave files that it wrote and did not commit: then it runs once more for a few commits. What it
 * read without writing a file is read again by the next one.
 */
final class SinkSwitch {
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** Commits that a connector is given to finish with. */
    private static final int ROUNDS = 4;

    private final ConnectClient client;
    private final TableHandover tables;
    private final SinkSettings settings;
    private final Instant deadline;

    SinkSwitch(ConnectClient client, TableHandover tables, SinkSettings settings, Instant deadline) {
        this.client = client;
        this.tables = tables;
        this.settings = settings;
        this.deadline = deadline;
    }

    /**
     * Every sink's table is one that the wanted kind can go on with, and no connector of the other kind runs, on return.
     *
     * @throws IllegalStateException when that cannot be, or not in time: one line that names the sink
     */
    void run(List<Sink> sinks) {
        List<Sink> left = new ArrayList<>(sinks.stream().filter(this::isNeeded).toList());
        while (!left.isEmpty()) {
            left.forEach(this::stop);
            left.forEach(this::awaitStopped);
            left.removeIf(this::isHandedOver);
        }
    }

    private boolean isNeeded(Sink sink) {
        Optional<SinkKind> stored = stored(sink);
        return !stored.equals(Optional.of(settings.kind())) || tables.isNeeded(sink, settings.kind());
    }

    private Optional<SinkKind> stored(Sink sink) {
        return patiently(() -> SinkKind.of(client.config(sink.table())));
    }

    private void stop(Sink sink) {
        if (isThere(sink)) {
            order(() -> client.stop(sink.table()));
        }
    }

    private boolean isThere(Sink sink) {
        return patiently(() -> client.config(sink.table())).isPresent();
    }

    private void awaitStopped(Sink sink) {
        while (true) {
            ConnectorStatus status = patiently(() -> client.status(sink.table()));
            if (status.state() == State.ABSENT
                    || (status.state() == State.STOPPED && status.tasks().isEmpty())) {
                return;
            }
            pause(sink, "its old connector does not stop");
        }
    }

    /** Handed over, or else on the way to it: to be stopped again and looked at again. */
    private boolean isHandedOver(Sink sink) {
        while (true) {
            Step step = tables.handOver(sink, settings.kind());
            switch (step.state()) {
                case DONE -> {
                    return true;
                }
                case WAIT -> pause(sink, step.line());
                case DRAIN -> {
                    drain(sink, step.line());
                    return false;
                }
            }
        }
    }

    private void drain(Sink sink, String problem) {
        if (!isThere(sink)) {
            throw new IllegalStateException(refusal(sink, problem));
        }
        order(() -> client.resume(sink.table()));
        Instant enough = Instant.now().plus(settings.commitInterval().multipliedBy(ROUNDS));
        while (Instant.now().isBefore(enough)
                || !patiently(() -> client.status(sink.table())).running()) {
            pause(sink, problem);
        }
    }

    private String refusal(Sink sink, String problem) {
        String other = settings.kind() == SinkKind.LAKE ? SinkKind.APACHE.label() : SinkKind.LAKE.label();
        return "the sink of " + sink.table() + " cannot be " + settings.kind().label() + " yet: " + problem
                + ". Start with the sink " + other + " once more, wait until nothing is waiting, stop, and choose "
                + settings.kind().label() + " again";
    }

    private interface Question<T> {
        T ask();
    }

    /** A worker that has just begun, or is between two assignments, answers later. */
    private <T> T patiently(Question<T> question) {
        while (true) {
            try {
                return question.ask();
            } catch (WorkerAbsentException notYet) {
                pause("the Connect worker does not answer: " + notYet.getMessage());
            }
        }
    }

    private void order(Runnable order) {
        var unused = patiently(() -> {
            order.run();
            return true;
        });
    }

    private void pause(Sink sink, String problem) {
        pause(refusal(sink, problem));
    }

    private void pause(String problem) {
        if (Instant.now().isAfter(deadline)) {
            throw new IllegalStateException(problem);
        }
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the sinks changed", stopped);
        }
    }
}
