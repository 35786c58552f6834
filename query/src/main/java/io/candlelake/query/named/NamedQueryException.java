package io.candlelake.query.named;

/** A name or a value that does not fit, in one line: {@code 'abc' is no value of step: a number above 0 such as 0.5}. */
public final class NamedQueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NamedQueryException(String message) {
        super(message);
    }
}
