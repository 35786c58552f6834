package io.candlelake.simulator.wire;

/** A parameter that cannot be; its message is the response's. */
final class BadRequest extends RuntimeException {
    BadRequest(String message) {
        super(message);
    }
}
