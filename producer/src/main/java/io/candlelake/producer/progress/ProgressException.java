package io.candlelake.producer.progress;

/** The producer's notes cannot be read or written; its message is one line. To go on could lose trades at the next start. */
public final class ProgressException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProgressException(String message, Throwable cause) {
        super(message, cause);
    }

    /** With the innermost message, where Kafka says what is the matter. */
    static ProgressException of(String what, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String why = message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
        return new ProgressException(what + " (" + why + ")", cause);
    }
}
