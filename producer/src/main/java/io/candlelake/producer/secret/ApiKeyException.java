package io.candlelake.producer.secret;

/**
 * A key that cannot be had or used, and how to mend it, in one line. It has no cause: whatever failed on the key's text
 * might quote it.
 */
public final class ApiKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ApiKeyException(String message) {
        super(message);
    }
}
