package io.candlelake.producer.connection;

import io.candlelake.domain.ProductId;
import java.util.List;

/** What differs between Coinbase's WebSocket feeds, as far as a connection has to know it. One object for a process. */
public interface Protocol {
    /**
     * What a new connection asks for: tokens in it are fresh.
     *
     * @param first true on one connection of the feed, which carries what is of no product
     */
    Subscription subscription(List<ProductId> products, boolean first);

    /** How fast a process may connect and speak, over all connections of the feed. */
    Limits limits();
}
