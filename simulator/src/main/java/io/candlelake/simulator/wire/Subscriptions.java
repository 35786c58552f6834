package io.candlelake.simulator.wire;

import io.candlelake.domain.ProductId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What one connection is subscribed to: {@code matches of BTC-USD and ETH-USD}. */
public final class Subscriptions<C> {
    private final Map<C, Set<ProductId>> products = new LinkedHashMap<>();

    public boolean has(C channel) {
        return products.containsKey(channel);
    }

    public boolean has(C channel, ProductId product) {
        return products.getOrDefault(channel, Set.of()).contains(product);
    }

    /** True when some channel has the product. */
    public boolean has(ProductId product) {
        return products.values().stream().anyMatch(subscribed -> subscribed.contains(product));
    }

    public Map<C, Set<ProductId>> all() {
        return Collections.unmodifiableMap(products);
    }

    /** Returns the products that are new on the channel. */
    public Set<ProductId> add(C channel, Collection<ProductId> wanted) {
        Set<ProductId> fresh = new LinkedHashSet<>(wanted);
        Set<ProductId> subscribed = products.computeIfAbsent(channel, key -> new LinkedHashSet<>());
        fresh.removeAll(subscribed);
        subscribed.addAll(fresh);
        return fresh;
    }

    /** Without products, the whole channel. */
    public void remove(C channel, Collection<ProductId> unwanted) {
        Set<ProductId> subscribed = products.get(channel);
        if (subscribed != null) {
            subscribed.removeAll(unwanted);
            if (unwanted.isEmpty() || subscribed.isEmpty()) {
                products.remove(channel);
            }
        }
    }
}
