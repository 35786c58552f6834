package io.candlelake.simulator.wire;

/** A parameter that cannot be; its message is the response's. */
public final class BadRequest extends RuntimeException {
    public BadRequest(String message) {
        super(message);
    }
}
