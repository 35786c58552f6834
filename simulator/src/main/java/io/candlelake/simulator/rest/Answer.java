package io.candlelake.simulator.rest;

import io.candlelake.simulator.wire.Reply;

/**
 * An answer, and how it comes.
 *
 * @param reply what is said
 * @param delivery how it is said
 * @param millis over which it drips, or after which a silent connection is closed
 */
public record Answer(Reply reply, Delivery delivery, long millis) {
    /** How an answer comes. */
    public enum Delivery {
        AT_ONCE,
        IN_DRIPS,
        NEVER
    }

    /** As an exchange in order does. */
    public static Answer atOnce(Reply reply) {
        return new Answer(reply, Delivery.AT_ONCE, 0);
    }
}
