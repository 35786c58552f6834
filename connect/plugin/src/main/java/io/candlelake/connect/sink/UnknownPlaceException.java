package io.candlelake.connect.sink;

import org.apache.kafka.connect.errors.ConnectException;

/** Which records a table holds is not known, or not ours to say: nothing may be added. Its message is one line that says how to mend it. */
final class UnknownPlaceException extends ConnectException {
    private static final long serialVersionUID = 1;

    UnknownPlaceException(String line) {
        super(line);
    }
}
