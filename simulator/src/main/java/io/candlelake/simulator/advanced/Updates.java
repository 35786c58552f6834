package io.candlelake.simulator.advanced;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.market.Trade;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trades that are collected, product by product, until an update takes them: every 250 ms, and not all products at once.
 * So a heartbeat can come before trades that are older than it, as it does at Coinbase.
 */
final class Updates {
    private static final long MICROS_PER_STEP = 50_000L;
    private static final int STEPS_PER_UPDATE = 5;

    private final Map<ProductId, Deque<Trade>> newestFirst = new LinkedHashMap<>();

    Updates(List<ProductId> products) {
        products.forEach(product -> newestFirst.put(product, new ArrayDeque<>()));
    }

    Set<ProductId> products() {
        return newestFirst.keySet();
    }

    void add(Trade trade) {
        newestFirst
                .computeIfAbsent(trade.productId(), product -> new ArrayDeque<>())
                .addFirst(trade);
    }

    /** The products whose turn it is: each has every fifth step of 50 ms. */
    List<ProductId> due(Timestamp time) {
        long step = time.epochMicros() / MICROS_PER_STEP;
        List<ProductId> products = List.copyOf(newestFirst.keySet());
        return products.stream()
                .filter(product -> (step + products.indexOf(product)) % STEPS_PER_UPDATE == 0)
                .toList();
    }

    /** What was collected of a product, newest first; it is no longer here. */
    List<Trade> take(ProductId product) {
        Deque<Trade> collected = newestFirst.getOrDefault(product, new ArrayDeque<>());
        List<Trade> taken = List.copyOf(collected);
        collected.clear();
        return taken;
    }
}
