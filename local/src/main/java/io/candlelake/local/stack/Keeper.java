package io.candlelake.local.stack;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One process that is started, awaited, started again when it dies, and stopped. */
final class Keeper {
    /** What a keeper tells: to the user, to stack.json, and to whoever must end the stack. */
    interface Events {
        /** It has another pid now. */
        void changed();

        /** A line for the user. */
        void said(String line);

        /** It cannot be kept alive; the line says why. */
        void gaveUp(String line);
    }

    private static final Duration POLL = Duration.ofMillis(50);

    private final Launch launch;
    private final Events events;
    private final Restarts deaths = new Restarts();
    private @Nullable Process process;
    private Instant startedAt = Instant.EPOCH;
    private long logStart;
    private int restarts;
    private boolean stopping;
    private volatile boolean wasReady;

    Keeper(Launch launch, Events events) {
        this.launch = launch;
        this.events = events;
    }

    Part part() {
        return launch.part();
    }

    /** Forks the process; {@link #awaitReady} waits for it. Does nothing once the stop was asked for. */
    void start() {
        synchronized (this) {
            if (stopping) {
                return;
            }
            launch.log().bound();
            logStart = launch.log().size();
            try {
                process = launch.toProcessBuilder().start();
            } catch (IOException unable) {
                throw new StackException(
                        "cannot start the " + part().title() + ": " + unable.getMessage()
                                + " (free memory or processes?)",
                        unable);
            }
            startedAt = process.info().startInstant().orElseGet(Instant::now);
        }
        events.changed();
    }

    /** Throws {@link StackException} when it ends or the time is over before it is ready. */
    void awaitReady(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!launch.readiness().isReady()) {
            requireAlive();
            if (System.nanoTime() > deadline) {
                throw new StackException(
                        "the " + part().title() + " was not ready within " + atMost.toSeconds() + " s: " + lastLine());
            }
            Thread.sleep(POLL.toMillis());
        }
        // Else it was somebody else who answered.
        requireAlive();
        wasReady = true;
    }

    private void requireAlive() {
        if (!isAlive()) {
            throw new StackException("the " + part().title() + " could not start: " + lastLine());
        }
    }

    /** Throws {@link StackException} when it was ready and is no more, for those who wait for something else meanwhile. */
    void requireStillAlive() {
        if (wasReady && !isAlive()) {
            throw new StackException("the " + part().title() + " died during the start: " + lastLine());
        }
    }

    private String lastLine() {
        return launch.log().lastLine(logStart()) + " (log: " + launch.log().path() + ")";
    }

    private synchronized long logStart() {
        return logStart;
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** Starts it again whenever it dies, until it is stopped or dies too often. Returns then. */
    void keep() throws InterruptedException {
        while (true) {
            int code = awaitExit();
            if (isStopping()) {
                return;
            }
            var pause = deaths.died(Instant.now());
            if (pause.isEmpty()) {
                events.gaveUp("the " + part().title() + " died five times within a minute: " + lastLine());
                return;
            }
            events.said("the " + part().title() + " died (exit " + code + "): starting it again");
            Thread.sleep(pause.get().toMillis());
            synchronized (this) {
                restarts++;
            }
            start();
        }
    }

    private int awaitExit() throws InterruptedException {
        Process current;
        synchronized (this) {
            current = process;
        }
        return current == null ? 0 : current.waitFor();
    }

    /** Keeps the log bounded while the process runs. */
    void boundLog() {
        launch.log().bound();
    }

    /** From now on its end is no death. */
    synchronized void expectEnd() {
        stopping = true;
    }

    /** Asks it to end, kills it when it has not by then, and returns when it is gone. */
    void stop(Instant killAt) throws InterruptedException {
        expectEnd();
        Process current;
        synchronized (this) {
            current = process;
        }
        if (current == null) {
            return;
        }
        current.destroy();
        if (!current.waitFor(Math.max(0, Duration.between(Instant.now(), killAt).toMillis()), TimeUnit.MILLISECONDS)) {
            events.said("the " + part().title() + " did not stop when asked: killed");
            current.destroyForcibly().waitFor();
        }
    }

    /** Without asking. */
    synchronized void kill() {
        stopping = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** Empty before the first start. */
    synchronized Optional<ProcessState> state() {
        return process == null
                ? Optional.empty()
                : Optional.of(new ProcessState(
                        part(), process.pid(), startedAt, restarts, launch.log().path(), launch.port()));
    }
}
