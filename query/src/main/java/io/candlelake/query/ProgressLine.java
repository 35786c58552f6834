package io.candlelake.query;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * What a waiting user sees: on a terminal one line that changes in place, elsewhere a line every ten seconds at most.
 */
final class ProgressLine implements AutoCloseable {
    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final String ERASE = "\r\033[K";
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PrintStream err;
    private final boolean live;
    private int turn;
    private boolean shown;
    private long saidAt;

    ProgressLine(PrintStream err, boolean live) {
        this.err = err;
        this.live = live;
        this.saidAt = System.nanoTime() - EVERY_NANOS;
    }

    /** Shows the news; an empty line erases. */
    void say(String news) {
        if (news.isEmpty()) {
            close();
        } else if (live) {
            turn = (turn + 1) % SPINNER.length();
            err.print(ERASE + SPINNER.charAt(turn) + " " + news);
            err.flush();
            shown = true;
        } else if (System.nanoTime() - saidAt >= EVERY_NANOS) {
            err.println(news);
            saidAt = System.nanoTime();
        }
    }

    @Override
    public void close() {
        if (shown) {
            err.print(ERASE);
            err.flush();
            shown = false;
        }
    }
}
