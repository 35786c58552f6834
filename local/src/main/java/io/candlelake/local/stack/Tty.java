package io.candlelake.local.stack;

/**
 * Whether a person looks at a stream: {@code Tty.output()}.
 *
 * <p>The launcher asks the shell, stream by stream; Java's own console knows only of all at once, and since Java 22 not even that.
 */
public final class Tty {
    private Tty() {}

    /** Standard output is a terminal. */
    public static boolean output() {
        return Boolean.getBoolean("candlelake.terminal.output");
    }

    /** Standard error is a terminal. */
    public static boolean error() {
        return Boolean.getBoolean("candlelake.terminal.error");
    }
}
