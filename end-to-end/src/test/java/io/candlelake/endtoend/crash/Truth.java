package io.candlelake.endtoend.crash;

import io.candlelake.endtoend.expected.Trade;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was written to raw_messages, and so what must come of it; kept by whoever writes. Not thread-safe. */
final class Truth {
    private final List<Trade> dropped = new ArrayList<>();
    private final Map<String, String> rejects = new HashMap<>();
    private final Map<String, ProductTruth> products = new HashMap<>();
    private long records;
    private long repeated;
    private long late;

    /** What is known of one product's ids, in the order of its records. */
    private static final class ProductTruth {
        private final List<Trade> delivered = new ArrayList<>();
        private final BitSet seen = new BitSet();
        private final Set<Long> missed = new HashSet<>();
        private long first;
        private long newest;

        /** The first trade that comes is the first that there is. */
        void saw(long id) {
            first = first == 0 ? id : first;
            seen.set((int) (id - first));
        }

        boolean hasSeen(long id) {
            return first != 0 && id >= first && seen.get((int) (id - first));
        }

        /** Some record says that ids up to this one exist: those between that were not seen are missing from now on. */
        void exists(long id) {
            for (long between = newest + 1; newest > 0 && between <= id; between++) {
                if (!hasSeen(between)) {
                    missed.add(between);
                }
            }
            newest = Math.max(newest, id);
        }
    }

    private ProductTruth of(String product) {
        return products.computeIfAbsent(product, name -> new ProductTruth());
    }

    /** A trade is written for the first time. */
    void trade(Trade trade) {
        ProductTruth product = of(trade.product());
        product.saw(trade.id());
        if (trade.id() < product.newest) {
            late++;
        }
        product.exists(trade.id());
        product.delivered.add(trade);
    }

    /** A heartbeat is written that names it. */
    void named(String product, long id) {
        of(product).exists(id);
    }

    /** A trade took place that is never written. */
    void dropped(Trade trade) {
        dropped.add(trade);
    }

    /** A frame is written that is to be rejected, each with bytes of its own. */
    void reject(String payload, String reason) {
        rejects.put(payload, reason);
    }

    /** One more record, whatever it holds. */
    void record() {
        records++;
    }

    /** A trade is written once more. */
    void repeated() {
        repeated++;
    }

    List<Trade> delivered(String product) {
        return of(product).delivered;
    }

    long count() {
        return products.values().stream()
                .mapToLong(product -> product.delivered.size())
                .sum();
    }

    /** Never written. */
    List<Trade> dropped() {
        return dropped;
    }

    /** Reasons by payload. */
    Map<String, String> rejects() {
        return rejects;
    }

    Set<String> products() {
        return products.keySet();
    }

    /** Ids that a gap must have opened for: something newer was known before they came, if they ever did. */
    Set<Long> missed(String product) {
        return of(product).missed;
    }

    boolean came(String product, long id) {
        return of(product).hasSeen(id);
    }

    long records() {
        return records;
    }

    long repeats() {
        return repeated;
    }

    long lateTrades() {
        return late;
    }
}
