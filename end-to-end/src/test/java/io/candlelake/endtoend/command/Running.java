package io.candlelake.endtoend.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A command that goes on: {@code up}. Its group of processes is its own, as in a terminal. */
public final class Running {
    private final List<String> words;
    private final Process process;
    private final Path out;
    private final Path err;
    private final long begun = System.nanoTime();

    Running(List<String> words, Process process, Path out, Path err) {
        this.words = words;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Waits until a line of the output has the words; throws with all that was said when it ends or the time is over. */
    public Running awaitOutput(Pattern wanted, Duration patience) throws InterruptedException {
        Waiting.until(patience, () -> "'" + wanted + "' in " + soFar(), () -> {
            boolean found = wanted.matcher(read(out)).find();
            if (!found && !process.isAlive()) {
                throw new AssertionError("ended before '" + wanted + "': " + soFar());
            }
            return found;
        });
        return this;
    }

    /** What Ctrl-C does in a terminal: SIGINT to every process of the group. */
    public void pressControlC() throws IOException, InterruptedException {
        signal("INT", "-" + process.pid());
    }

    /** SIGINT to the command alone, as `kill -INT` does. */
    public void interrupt() throws IOException, InterruptedException {
        signal("INT", Long.toString(process.pid()));
    }

    static void signal(String name, String target) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "--", target)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Waits for the end. */
    public Outcome await(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + patience + ": " + soFar());
        }
        return soFar();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Its output until now; exit code -1 as long as it lives. */
    public Outcome soFar() {
        return new Outcome(
                words,
                process.isAlive() ? -1 : process.exitValue(),
                read(out),
                read(err),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
