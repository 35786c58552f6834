package io.candlelake.local.view;

import io.candlelake.local.stack.Tty;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The lower part of a terminal, drawn over and over: {@code surface.draw(lines)}.
 *
 * <p>Plain escape sequences: up, overwrite, clear what is left. After a change of size the screen is cleared, for each
 * terminal wraps old lines in its own way.
 */
final class Surface implements AutoCloseable {
    /** The newest ones come back after the screen was cleared. */
    private static final int MOST_EVENTS = 4;

    private static final String RESIZE = "WINCH";
    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_BELOW = "\033[J";
    private static final String CLEAR_SCREEN = "\033[H\033[2J";

    private final Optional<Terminal> terminal;
    private final PrintStream out;
    private @Nullable Object signal;
    private volatile Size size;
    private volatile boolean resized;
    private final Deque<String> events = new ArrayDeque<>();
    private List<String> drawn = List.of();

    private Surface(Optional<Terminal> terminal, PrintStream out) {
        this.terminal = terminal;
        this.out = out;
        this.size = sizeNow();
    }

    private void resize() {
        size = sizeNow();
        resized = true;
    }

    /** Of this process's output; without a terminal nothing can be drawn. */
    static Surface ofOutput() {
        try {
            Surface surface = new Surface(Tty.output() ? Optional.of(Screen.open()) : Optional.empty(), System.out);
            if (surface.terminal()) {
                surface.signal = Signals.register(RESIZE, surface::resize);
            }
            return surface;
        } catch (IOException broken) {
            throw new UncheckedIOException("the terminal cannot be read", broken);
        }
    }

    /** For tests: of a fixed size. */
    static Surface of(PrintStream out, int columns, int rows) {
        Surface surface = new Surface(Optional.empty(), out);
        surface.size = new Size(columns, rows);
        return surface;
    }

    private Size sizeNow() {
        Size said = terminal.map(Terminal::getSize).orElseGet(Size::new);
        return new Size(
                said.getColumns() > 0 ? said.getColumns() : Screen.USUAL_WIDTH,
                said.getRows() > 0 ? said.getRows() : Integer.MAX_VALUE);
    }

    boolean terminal() {
        return terminal.isPresent();
    }

    /** Columns, as of now. */
    int width() {
        return size.getColumns();
    }

    /** Puts the lines in the place of those drawn before; no more than the screen is high. */
    void draw(List<String> lines) {
        List<String> fitting = lines.subList(0, Math.min(lines.size(), Math.max(1, size.getRows() - 1)));
        StringBuilder frame = new StringBuilder(toTop());
        fitting.forEach(line -> frame.append(line).append(CLEAR_LINE).append('\n'));
        out.print(frame.append(CLEAR_BELOW));
        out.flush();
        drawn = List.copyOf(fitting);
    }

    /** A line that stays, above; a long one may take several of the screen. */
    void above(String line) {
        out.print(toTop() + CLEAR_BELOW + line + "\n");
        events.addLast(line);
        if (events.size() > MOST_EVENTS) {
            events.removeFirst();
        }
        List<String> again = drawn;
        drawn = List.of();
        draw(again);
    }

    private String toTop() {
        if (resized) {
            resized = false;
            drawn = List.of();
            return CLEAR_SCREEN + events.stream().map(event -> event + "\n").collect(Collectors.joining());
        }
        return "\r" + (drawn.isEmpty() ? "" : "\033[" + drawn.size() + "A");
    }

    /** What was drawn stays; the ^C that a terminal echoes does not. */
    @Override
    public void close() {
        if (terminal.isPresent()) {
            out.print("\r" + CLEAR_LINE);
            out.flush();
            if (signal != null) {
                Signals.unregister(RESIZE, signal);
            }
            try {
                terminal.get().close();
            } catch (IOException broken) {
                throw new UncheckedIOException("the terminal cannot be closed", broken);
            }
        }
    }
}
