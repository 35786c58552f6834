package io.candlelake.simulator.fault;

/** The ledger of faults cannot be written: one line for the user. */
public final class FaultException extends RuntimeException {
    public FaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
