package io.candlelake.domain;

import java.util.function.Consumer;

/**
 * What validation says of a value: taken, or not and why.
 *
 * @param <T> what is taken
 */
public sealed interface Verdict<T> {
    /** Goes to the one or the other. */
    void either(Consumer<Accepted<T>> accepted, Consumer<Rejected<T>> rejected);

    /**
     * Valid.
     *
     * @param value what is taken
     */
    record Accepted<T>(T value) implements Verdict<T> {
        @Override
        public void either(Consumer<Accepted<T>> accepted, Consumer<Rejected<T>> rejected) {
            accepted.accept(this);
        }
    }

    /**
     * Not valid.
     *
     * @param reason why
     * @param detail one line for a person
     */
    record Rejected<T>(RejectReason reason, String detail) implements Verdict<T> {
        @Override
        public void either(Consumer<Accepted<T>> accepted, Consumer<Rejected<T>> rejected) {
            rejected.accept(this);
        }
    }
}
