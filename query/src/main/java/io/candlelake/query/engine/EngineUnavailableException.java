package io.candlelake.query.engine;

/** One line for the user: {@code mvn is not on the PATH; it fetches the SQL engine once}. */
public final class EngineUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EngineUnavailableException(String message) {
        super(message);
    }

    public EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
