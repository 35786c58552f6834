package io.candlelake.simulator;

/** The simulator cannot start, or cannot go on: {@code port 8080 on 127.0.0.1 is taken; ...}. One line for the user. */
public final class SimulatorException extends RuntimeException {
    public SimulatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
