package io.candlelake.producer.advanced;

import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.Limits;
import io.candlelake.producer.connection.Protocol;
import io.candlelake.producer.connection.Subscription;
import io.candlelake.producer.secret.Authorization;
import java.util.List;

/** Coinbase Advanced Trade: {@code market_trades} of the products and the connection's {@code heartbeats}. */
public final class AdvancedProtocol implements Protocol {
    /** Coinbase allows an address 8 connections and 8 messages a second, and there are two messages to a connection. */
    private final Limits limits = Limits.of(3, 4, 3, 4, AdvancedSubscription.MESSAGES);

    private final Authorization authorization;

    /** @param authorization {@link Authorization#NONE} is enough: both channels are public */
    public AdvancedProtocol(Authorization authorization) {
        this.authorization = authorization;
    }

    @Override
    public Subscription subscription(List<ProductId> products, boolean first) {
        return new AdvancedSubscription(products, authorization);
    }

    @Override
    public Limits limits() {
        return limits;
    }
}
