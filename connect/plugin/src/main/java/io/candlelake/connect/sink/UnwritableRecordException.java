package io.candlelake.connect.sink;

/** A record that cannot be a row: {@code price '1.0000000000000000001' does not fit decimal(38, 18)}. */
final class UnwritableRecordException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message one line; that a record is bad is no event worth a stack trace */
    UnwritableRecordException(String message) {
        super(message, null, false, false);
    }
}
