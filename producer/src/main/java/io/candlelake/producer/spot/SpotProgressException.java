package io.candlelake.producer.spot;

/** Kafka does not give or take what was settled last; in one line. */
public final class SpotProgressException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SpotProgressException(String message, Throwable cause) {
        super(message, cause);
    }
}
