package io.candlelake.simulator.wire;

import io.candlelake.domain.ProductId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What one connection is subscribed to. */
final class Subscriptions {
    private final Map<FeedChannel, Set<ProductId>> products = new LinkedHashMap<>();

    boolean has(FeedChannel channel, ProductId product) {
        return products.getOrDefault(channel, Set.of()).contains(product);
    }

    boolean isEmpty() {
        return products.isEmpty();
    }

    Map<FeedChannel, Set<ProductId>> all() {
        return Collections.unmodifiableMap(products);
    }

    /** Returns the products that are new on the channel. */
    Set<ProductId> add(FeedChannel channel, Collection<ProductId> wanted) {
        Set<ProductId> fresh = new LinkedHashSet<>(wanted);
        Set<ProductId> subscribed = products.computeIfAbsent(channel, key -> new LinkedHashSet<>());
        fresh.removeAll(subscribed);
        subscribed.addAll(fresh);
        return fresh;
    }

    /** Without products, the whole channel. */
    void remove(FeedChannel channel, Collection<ProductId> unwanted) {
        Set<ProductId> subscribed = products.get(channel);
        if (subscribed != null) {
            subscribed.removeAll(unwanted);
            if (unwanted.isEmpty() || subscribed.isEmpty()) {
                products.remove(channel);
            }
        }
    }
}
