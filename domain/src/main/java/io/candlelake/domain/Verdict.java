package io.candlelake.domain;

/**
 * What validation says of a value: taken, or not and why.
 *
 * @param <T> what is taken
 */
public sealed interface Verdict<T> {
    /**
     * Valid.
     *
     * @param value what is taken
     */
    record Accepted<T>(T value) implements Verdict<T> {}

    /**
     * Not valid.
     *
     * @param reason why
     * @param detail one line for a person
     */
    record Rejected<T>(RejectReason reason, String detail) implements Verdict<T> {}
}
