package io.candlelake.local.view;

import io.candlelake.local.stack.Tty;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Where the output goes: {@code terminal, 80 columns wide}.
 *
 * @param terminal whether a person looks at it; a file or a pipe gets lines uncut and nothing drawn in place
 * @param width in columns
 */
public record Screen(boolean terminal, int width) {
    /** Where a terminal does not say. */
    static final int USUAL_WIDTH = 80;

    /** Of this process's output. {@code COLUMNS} wins over what the terminal says. */
    public static Screen ofOutput() {
        String columns = System.getenv().getOrDefault("COLUMNS", "");
        if (!Tty.output()) {
            return of(columns, false, 0);
        }
        try (Terminal terminal = open()) {
            return of(columns, true, terminal.getWidth());
        } catch (IOException broken) {
            throw new UncheckedIOException("the terminal cannot be read", broken);
        }
    }

    static Screen of(String columns, boolean terminal, int itsWidth) {
        if (columns.matches("[1-9][0-9]{0,3}")) {
            return new Screen(terminal, Integer.parseInt(columns));
        }
        int width = itsWidth > 0 ? itsWidth : USUAL_WIDTH;
        return new Screen(terminal, terminal ? width : Integer.MAX_VALUE);
    }

    /** The terminal itself, for its size while it changes. A dumb one stands in where it cannot be had. */
    static Terminal open() throws IOException {
        return TerminalBuilder.builder()
                .system(true)
                .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                // Or JLine would take SIGINT from the JVM, whose shutdown hooks stop the stack.
                .nativeSignals(false)
                .dumb(true)
                .build();
    }
}
