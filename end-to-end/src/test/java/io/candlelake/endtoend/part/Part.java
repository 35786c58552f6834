package io.candlelake.endtoend.part;

import io.candlelake.endtoend.command.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One process of the product, which can be started as often as it ended: {@code stack.producer().kill()}. */
public final class Part {
    /** This JVM ends: what watches over parts must not start again what the last resort has killed. */
    private static volatile boolean ending;

    private final String name;
    private final Java java;
    private final Map<String, String> environment;
    private final Path log;
    private final BooleanSupplier ready;
    private @Nullable Process process;

    Part(String name, Java java, Map<String, String> environment, Path log, BooleanSupplier ready) {
        this.name = name;
        this.java = java;
        this.environment = new TreeMap<>(environment);
        this.log = log;
        this.ready = ready;
    }

    /** Its variables from the next start on. */
    public Part with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Part start() {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs");
        }
        if (ending) {
            throw new IllegalStateException(name + " is not started again: this process is about to end");
        }
        note("started");
        ProcessBuilder builder = new ProcessBuilder(java.command())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** From now on nothing is started. For a shutdown hook, before it kills what runs. */
    static void startNoMore() {
        ending = true;
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() throws InterruptedException {
        note("SIGKILL");
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.waitFor();
        }
    }

    /** SIGTERM alone. */
    public void terminate() {
        note("SIGTERM");
        Process running = process;
        if (running != null) {
            running.destroy();
        }
    }

    /** Waits for its end; empty when it goes on. */
    public Optional<Integer> awaitEnd(Duration patience) throws InterruptedException {
        Process running = process;
        if (running != null && !running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        return exitCode();
    }

    /** SIGSTOP: it lives, holds its connections and says nothing. */
    public void freeze() throws InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws InterruptedException {
        note("SIG" + signal);
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** Whether it says itself that it can be used. */
    public boolean isReady() {
        return isAlive() && ready.getAsBoolean();
    }

    /** Until it is ready; throws with its last words when it ends instead. */
    public void awaitReady(Duration patience) throws InterruptedException {
        Waiting.until(patience, () -> name + " ready; it said: " + lastWords(), () -> {
            if (!isAlive()) {
                throw new AssertionError(name + " ended with " + exitCode() + ": " + lastWords());
            }
            return isReady();
        });
    }

    /** Empty while it lives, or was never started. */
    public Optional<Integer> exitCode() {
        return Optional.ofNullable(process).filter(run -> !run.isAlive()).map(Process::exitValue);
    }

    /** All that it printed, and what was done to it. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The last line of its log that is its own. */
    public String lastWords() {
        return log().lines()
                .filter(line -> !line.startsWith("--") && !line.isBlank())
                .reduce((earlier, later) -> later)
                .orElse("nothing");
    }

    private void note(String what) {
        try {
            Files.writeString(
                    log,
                    "-- " + Instant.now() + " " + what + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
