package io.candlelake.query.statement;

/** A statement that the server refused, in one line: {@code line 1:8: Column 'prise' cannot be resolved}. */
public final class SqlStatementException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SqlStatementException(String message, Throwable cause) {
        super(message, cause);
    }
}
