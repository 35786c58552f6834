package io.candlelake.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/**
 * What a command did: {@code sandbox.run("status").succeeded()}.
 *
 * @param words as a user would type them
 */
public record Outcome(List<String> words, int exitCode, String out, String err, Duration took) {
    /** Itself, when the exit code was 0 and no stack trace was shown. */
    public Outcome succeeded() {
        assertThat(exitCode).as(toString()).isZero();
        assertThat(hasStackTrace()).as("stack trace in " + this).isFalse();
        return this;
    }

    /** Itself, when it ended with an error of one line, no stack trace, and an exit code that is not 0. */
    public Outcome failedWithOneLine() {
        assertThat(exitCode).as(toString()).isNotZero();
        assertThat(hasStackTrace()).as("stack trace in " + this).isFalse();
        assertThat(errors()).as(toString()).hasSize(1);
        return this;
    }

    /** Lines on standard error that are no progress: those which begin with the command's name. */
    public List<String> errors() {
        return err.lines().filter(line -> line.startsWith("candlelake:")).toList();
    }

    private boolean hasStackTrace() {
        return (out + "\n" + err)
                .lines()
                .anyMatch(line -> line.startsWith("\tat ") || line.matches("Exception in thread .*|Caused by: .*"));
    }

    @Override
    public String toString() {
        return "`" + String.join(" ", words) + "` (exit " + exitCode + ", " + took.toMillis() + " ms)\n-- out:\n" + out
                + "\n-- err:\n" + err;
    }
}
