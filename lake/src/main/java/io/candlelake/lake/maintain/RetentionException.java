package io.candlelake.lake.maintain;

/** What was asked for would break a promise: one line says which, and nothing was done. */
public final class RetentionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RetentionException(String message) {
        super(message);
    }
}
