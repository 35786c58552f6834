package io.candlelake.producer.connection;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What to listen to: {@code exchange, wss://ws-feed.exchange.coinbase.com, [BTC-USD, ETH-USD], 50, 12 h}.
 *
 * @param feed what the records say of their origin: {@code exchange}, {@code advanced}, or {@code simulator}
 * @param uri of the WebSocket feed, ws or wss
 * @param products at least one, each once
 * @param productsPerConnection at most so many are on one connection; those beyond it get further ones
 * @param rotation how old a connection gets, at most, before another takes its place; positive
 */
public record FeedSettings(Feed feed, URI uri, List<ProductId> products, int productsPerConnection, Duration rotation) {
    /** Servers cut old connections, and do not wait for another to be ready. Twice a day is before that. */
    private static final Duration ROTATION = Duration.ofHours(12);

    private static final int PRODUCTS_PER_CONNECTION = 50;

    public FeedSettings {
        products = List.copyOf(products);
        if (products.isEmpty()) {
            throw new IllegalArgumentException("no product to subscribe to");
        }
        if (productsPerConnection < 1) {
            throw new IllegalArgumentException("a connection needs room for one product at least");
        }
        if (rotation.isNegative() || rotation.isZero()) {
            throw new IllegalArgumentException("a connection cannot be rotated every " + rotation);
        }
    }

    /** With the defaults: 50 products on a connection, rotation after 12 h. */
    public static FeedSettings of(Feed feed, URI uri, List<ProductId> products) {
        return new FeedSettings(feed, uri, products, PRODUCTS_PER_CONNECTION, ROTATION);
    }

    public FeedSettings withProductsPerConnection(int most) {
        return new FeedSettings(feed, uri, products, most, rotation);
    }

    public FeedSettings withRotation(Duration age) {
        return new FeedSettings(feed, uri, products, productsPerConnection, age);
    }

    /** The products of each connection: as few connections as it takes, and none much fuller than another. */
    List<List<ProductId>> shares() {
        int count = (products.size() + productsPerConnection - 1) / productsPerConnection;
        List<List<ProductId>> shares = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shares.add(products.subList(i * products.size() / count, (i + 1) * products.size() / count));
        }
        return List.copyOf(shares);
    }
}
