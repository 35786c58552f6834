package io.candlelake.producer.record;

/** A recording that cannot be begun, and why, in one line. */
public final class RecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
