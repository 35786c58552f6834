package io.candlelake.lake.audit;

/** Why something can be neither proved nor refuted: {@code the broker at 127.0.0.1:19092 does not answer}. One line for the user. */
public final class CannotSayException extends RuntimeException {
    public CannotSayException(String line) {
        super(line);
    }

    public CannotSayException(String line, Throwable cause) {
        super(line, cause);
    }
}
