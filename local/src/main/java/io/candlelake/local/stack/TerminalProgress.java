package io.candlelake.local.stack;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Progress on a stream: on a terminal a spinner in place, otherwise plain lines; never silent for over two seconds. */
public final class TerminalProgress implements Progress {
    private static final String CLEAR = "\r\033[K";
    private static final String SPINNER = "|/-\\";
    private static final long FRAME_MILLIS = 120;
    private static final long SILENCE_NANOS = 1_800_000_000L;
    /** A spinner's line must not wrap, or it would not be overwritten. */
    private static final int WIDTH = 78;

    private final PrintStream out;
    private final boolean inPlace;
    private final long startedAt = System.nanoTime();
    private final List<Open> awaited = new ArrayList<>();
    private final Thread ticker;
    private long lastOutput = startedAt;
    private int frame;
    private boolean closed;

    private TerminalProgress(PrintStream out, boolean inPlace) {
        this.out = out;
        this.inPlace = inPlace;
        this.ticker = new Thread(this::tick, "progress");
        ticker.setDaemon(true);
    }

    /** On standard output. */
    public static TerminalProgress onOutput() {
        return on(System.out, Tty.output());
    }

    /** On standard error, for commands whose output is an answer. */
    public static TerminalProgress onError() {
        return on(System.err, Tty.error());
    }

    /** On the stream; in place when it is a terminal. */
    public static TerminalProgress on(PrintStream out, boolean terminal) {
        TerminalProgress progress = new TerminalProgress(out, terminal);
        progress.ticker.start();
        return progress;
    }

    @Override
    public synchronized Step begin(String what) {
        Open open = new Open(what);
        awaited.add(open);
        return open;
    }

    @Override
    public synchronized void say(String line) {
        if (inPlace && !closed) {
            out.print(CLEAR);
        }
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds(), line));
        out.flush();
        lastOutput = System.nanoTime();
    }

    /** Since this was made. */
    public double seconds() {
        return (System.nanoTime() - startedAt) / 1e9;
    }

    @Override
    public synchronized void close() {
        if (!closed && inPlace) {
            out.print(CLEAR);
            out.flush();
        }
        closed = true;
        ticker.interrupt();
    }

    private void tick() {
        try {
            while (!isClosed()) {
                Thread.sleep(FRAME_MILLIS);
                show();
            }
        } catch (InterruptedException end) {
            // Closed: there is nothing to show any more.
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void show() {
        if (closed || awaited.isEmpty()) {
            return;
        }
        String waiting =
                String.join(", ", awaited.stream().map(open -> open.what).toList());
        if (inPlace) {
            String line = String.format(
                    Locale.ROOT, "%6.1f s  %c %s", seconds(), SPINNER.charAt(frame++ % SPINNER.length()), waiting);
            out.print(CLEAR + line.substring(0, Math.min(WIDTH, line.length())));
            out.flush();
        } else if (System.nanoTime() - lastOutput > SILENCE_NANOS) {
            say("waiting for " + waiting);
        }
    }

    private final class Open implements Step {
        private final String what;

        private Open(String what) {
            this.what = what;
        }

        @Override
        public void done(String line) {
            synchronized (TerminalProgress.this) {
                awaited.remove(this);
                say(line);
            }
        }

        @Override
        public void failed() {
            synchronized (TerminalProgress.this) {
                awaited.remove(this);
            }
        }
    }
}
