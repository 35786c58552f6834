package io.candlelake.local.replay;

import io.candlelake.local.stack.Tty;
import java.io.PrintStream;
import java.time.Duration;

/** How far something is: on a terminal one line in place, elsewhere a line every two seconds. On the error stream. */
public final class ProgressLine implements AutoCloseable {
    private static final String CLEAR = "\r\033[K";
    private static final long IN_PLACE_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LINES_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintStream out = System.err;
    private final boolean inPlace = Tty.error();
    private long lastNanos = System.nanoTime() - LINES_NANOS;

    /** Shows nothing yet. */
    public ProgressLine() {}

    /** Shows it, unless something was shown a moment ago. */
    public void show(String text) {
        long now = System.nanoTime();
        if (now - lastNanos >= (inPlace ? IN_PLACE_NANOS : LINES_NANOS)) {
            lastNanos = now;
            out.print(inPlace ? CLEAR + text : text + System.lineSeparator());
            out.flush();
        }
    }

    @Override
    public void close() {
        if (inPlace) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
