package io.candlelake.producer.connection;

import java.util.List;

/** What one connection asks for, and how its answers are understood. */
public interface Subscription {
    /** To be sent right after opening, in this order. May hold a token: not for a log. */
    List<String> messages();

    /** What the frame means to the connection. Never throws for what the bytes hold. */
    Signal read(byte[] frame);
}
