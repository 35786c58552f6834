package io.candlelake.simulator.advanced;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.market.Trade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The last hundred candles of five minutes of each product, those without trades left out. */
final class Candles {
    private static final int MOST = 100;

    private final Map<ProductId, NavigableMap<Long, FiveMinutes>> byProduct = new HashMap<>();
    private final Set<ProductId> changed = new HashSet<>();

    void add(Trade trade) {
        NavigableMap<Long, FiveMinutes> candles =
                byProduct.computeIfAbsent(trade.productId(), product -> new TreeMap<>());
        FiveMinutes candle = FiveMinutes.of(trade);
        candles.merge(candle.start(), candle, FiveMinutes::and);
        changed.add(trade.productId());
        if (candles.size() > MOST) {
            candles.pollFirstEntry();
        }
    }

    /** Oldest first. */
    Collection<FiveMinutes> of(ProductId product) {
        return byProduct.getOrDefault(product, new TreeMap<>()).values();
    }

    /** The newest candle. */
    List<FiveMinutes> newest(ProductId product) {
        NavigableMap<Long, FiveMinutes> candles = byProduct.getOrDefault(product, new TreeMap<>());
        return candles.isEmpty() ? List.of() : List.of(candles.lastEntry().getValue());
    }

    /** The products that traded since it was last asked. */
    List<ProductId> takeChanged() {
        List<ProductId> products = new ArrayList<>(changed);
        changed.clear();
        return products;
    }
}
