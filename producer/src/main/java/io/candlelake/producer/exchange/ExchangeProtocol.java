package io.candlelake.producer.exchange;

import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.Limits;
import io.candlelake.producer.connection.Protocol;
import io.candlelake.producer.connection.Subscription;
import java.util.ArrayList;
import java.util.List;

/** Coinbase Exchange: {@code matches} and {@code heartbeat} of the products, and {@code status} of the exchange once. */
public final class ExchangeProtocol implements Protocol {
    /** Coinbase allows an address 8 connections a second, 20 in bursts, and 100 messages a second; we take about half. */
    private final Limits limits = Limits.of(4, 12, 25, 25, 1);

    private final boolean status;

    /** @param status whether to ask for the status channel: all products and currencies, every few seconds, some 100 KB each */
    public ExchangeProtocol(boolean status) {
        this.status = status;
    }

    @Override
    public Subscription subscription(List<ProductId> products, boolean first) {
        List<String> extra = new ArrayList<>();
        if (first && status) {
            extra.add("status");
        }
        return new ExchangeSubscription(products, extra);
    }

    @Override
    public Limits limits() {
        return limits;
    }
}
