package io.candlelake.producer.rest;

/** No answer of use, after all attempts: {@code GET /products/NOPE-USD/trades: status 404}. To ask later may help. */
public final class RestException extends Exception {
    private static final long serialVersionUID = 1;

    RestException(String message) {
        super(message);
    }
}
