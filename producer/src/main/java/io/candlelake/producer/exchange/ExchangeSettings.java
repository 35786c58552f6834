package io.candlelake.producer.exchange;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import java.net.URI;
import java.util.List;

/**
 * What to listen to: {@code wss://ws-feed.exchange.coinbase.com, [BTC-USD, ETH-USD], exchange}.
 *
 * @param uri of the WebSocket feed, ws or wss
 * @param products at least one, each once
 * @param feed what the records say of their origin: {@code exchange}, or {@code simulator}
 */
public record ExchangeSettings(URI uri, List<ProductId> products, Feed feed) {
    public ExchangeSettings {
        products = List.copyOf(products);
        if (products.isEmpty()) {
            throw new IllegalArgumentException("no product to subscribe to");
        }
    }
}
