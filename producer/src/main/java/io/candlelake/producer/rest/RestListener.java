package io.candlelake.producer.rest;

/** Hears of every request; from the asking threads. */
public interface RestListener {
    /** Nobody listens. */
    RestListener NONE = new RestListener() {};

    /** A request is about to be sent. */
    default void called() {}

    /** The host said 429: too many requests. */
    default void limited() {}

    /** A request got no answer of use: no connection, a timeout, another status than 200. Limited ones too. */
    default void failed() {}
}
