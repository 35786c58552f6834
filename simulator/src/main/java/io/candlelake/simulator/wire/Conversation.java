package io.candlelake.simulator.wire;

import io.candlelake.domain.ProductId;

/** A protocol's side of one connection. */
public interface Conversation {
    /** A client's message. */
    void hear(String text);

    /** False until the client has subscribed to something, once. */
    boolean hasSubscribed();

    /** True when the client gets something of the product. */
    boolean concerns(ProductId product);

    /** The frame of an error that is not the client's. */
    Frame error();
}
