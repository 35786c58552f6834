package io.candlelake.producer.connection;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** A connection ended, or never came about; the next one may do better. */
final class ConnectionLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConnectionLostException(String message) {
        super(message);
    }

    /** {@code ConnectException}, or {@code SSLHandshakeException: no trusted certificate}: the JDK's errors often have no word. */
    ConnectionLostException(Throwable error) {
        super(line(error), error);
    }

    private static String line(Throwable error) {
        Throwable cause = error.getCause();
        if (cause != null && (error instanceof ExecutionException || error instanceof CompletionException)) {
            return line(cause);
        }
        String name = error.getClass().getSimpleName();
        String message = error.getMessage();
        return message != null ? name + ": " + message : cause != null ? name + ", " + line(cause) : name;
    }
}
