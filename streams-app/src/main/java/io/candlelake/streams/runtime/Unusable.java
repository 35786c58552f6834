package io.candlelake.streams.runtime;

/** The process cannot run; the message is one line that says what is wrong and how to mend it. */
final class Unusable extends RuntimeException {
    Unusable(String line) {
        super(line);
    }
}
