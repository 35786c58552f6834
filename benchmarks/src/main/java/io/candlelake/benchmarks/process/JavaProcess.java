package io.candlelake.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A forked JVM, its output in a file: {@code workspace.start(launch)}. */
public final class JavaProcess implements AutoCloseable {
    private static final int LINES_SHOWN = 15;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final Path log;
    private final Process process;

    private JavaProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    static JavaProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new JavaProcess(name, log, process);
        } catch (IOException refused) {
            throw new BenchmarkException("cannot start " + name + ": " + refused.getMessage(), refused);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Usage usage() {
        return Usage.of(process.toHandle());
    }

    /** Waits until the condition holds; throws {@link BenchmarkException} when it does not in time, or the process ends. */
    public void await(String what, Duration patience, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            requireAlive();
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException(
                        name + ": not " + what + " within " + patience.toSeconds() + " s" + lastLines());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Throws {@link BenchmarkException} with the last lines of its log when it has ended. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchmarkException(name + " ended with code " + process.exitValue() + lastLines());
        }
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to stop, and kills it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException impatient) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    void destroy() {
        process.destroyForcibly();
    }

    /** Without the frames of stack traces, which hide what they are of. */
    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.matches("\\s+(at |\\.\\.\\. ).*"))
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
            return last.isEmpty() ? ", without a word" : "; its last lines:\n  " + String.join("\n  ", last);
        } catch (IOException unreadable) {
            return "; its log cannot be read";
        }
    }
}
