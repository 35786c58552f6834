package io.candlelake.local.view;

import io.candlelake.local.stack.StackState;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What {@code up} shows of a running stack:
 *
 * <pre>{@code
 * try (LiveView view = LiveView.start(stack.state())) {
 *     stack.supervise(view::say);
 *     while (!stack.awaitEnd(LiveView.PERIOD)) {
 *         view.show();
 *     }
 * }
 * }</pre>
 *
 * <p>On a terminal a block that is drawn in place; events stand above it. Elsewhere one line every five seconds. When it is
 * closed, the last state stays on the screen.
 */
public final class LiveView implements AutoCloseable {
    /** How often to call {@link #show}. */
    public static final Duration PERIOD = Duration.ofMillis(500);

    private static final Duration LINE_PERIOD = Duration.ofSeconds(5);

    private final LiveReader reader;
    private final LiveText text;
    private final Surface surface;
    private final PrintStream out;
    private final Clock clock = Clock.systemUTC();
    private Instant lastLine = Instant.EPOCH;

    private LiveView(LiveReader reader, LiveText text, Surface surface, PrintStream out) {
        this.reader = reader;
        this.text = text;
        this.surface = surface;
        this.out = out;
    }

    /** Begins to read; {@link #show} draws. */
    public static LiveView start(StackState stack) {
        return new LiveView(LiveReader.start(stack), new LiveText(stack), Surface.ofOutput(), System.out);
    }

    /** Draws what is known by now. Returns at once. */
    public synchronized void show() {
        Instant now = clock.instant();
        if (surface.terminal()) {
            surface.draw(text.block(reader.facts(), now, surface.width()));
        } else if (Duration.between(lastLine, now).compareTo(LINE_PERIOD) >= 0) {
            lastLine = now;
            out.println(text.line(reader.facts(), now));
        }
    }

    /** An event: a line that stays. From any thread. */
    public synchronized void say(String line) {
        String timed = LiveText.time(clock.instant()) + " " + Text.printable(line);
        if (surface.terminal()) {
            surface.above(timed);
        } else {
            out.println(timed);
        }
    }

    @Override
    public void close() {
        reader.close();
        synchronized (this) {
            surface.close();
        }
    }
}
