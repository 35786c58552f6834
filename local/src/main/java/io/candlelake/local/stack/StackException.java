package io.candlelake.local.stack;

import org.jspecify.annotations.Nullable;

/**
 * Why a command cannot do what it was asked: {@code port 19092 for the broker is taken by java (pid 4711)}.
 *
 * <p>The message is one line for the user, with how to mend it; the command line prints it alone and exits with 1.
 */
public final class StackException extends RuntimeException {
    public StackException(String line) {
        this(line, null);
    }

    public StackException(String line, @Nullable Throwable cause) {
        super(line, cause);
    }
}
