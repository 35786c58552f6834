package io.candlelake.producer.raw;

/** Kafka did not take a record, or is not there. Nothing may be lost in silence, so it ends the process. */
public final class RawWriteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RawWriteException(String message, Throwable cause) {
        super(message, cause);
    }

    /** One line: the innermost message, where Kafka says what is the matter. */
    static String reason(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
