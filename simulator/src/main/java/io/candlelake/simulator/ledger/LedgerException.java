package io.candlelake.simulator.ledger;

/** The ledger cannot be read, or not be written: one line for the user, with what mends it. */
public final class LedgerException extends RuntimeException {
    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
