package io.candlelake.streams.state;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The two stores, by name, with the settings of their changelogs. */
public final class StateStores {
    public static final String PRODUCTS = "products";
    public static final String CLOSED_CANDLES = "closed-candles";

    /**
     * Compacted and nothing else: the newest value of a key stays as long as the key is not deleted, however old it is. Keys are
     * deleted by us alone: a closed candle beyond the revision horizon, the contents of trades that are no longer compared.
     * Deletions themselves are kept for a week, for a process whose disk still holds such a key learns of it only from them.
     *
     * <p>Small segments, compacted early: what is restored after a crash stays close to what is in the store.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            "cleanup.policy", "compact",
            "delete.retention.ms", "604800000",
            "min.cleanable.dirty.ratio", "0.1",
            "segment.bytes", "16777216",
            "segment.ms", "600000");

    private StateStores() {}

    /** Product states, in memory. */
    public static StoreBuilder<ProductStore> products() {
        return new ProductStoreBuilder(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(PRODUCTS), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingEnabled(CHANGELOG));
    }

    /** Closed candles, on disk. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> closedCandles() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CLOSED_CANDLES), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }

    /** As {@link #products}, of nobody's changelog: for a replay, which keeps nothing. */
    public static ProductStore productsInMemory() {
        return new ProductStore(Stores.inMemoryKeyValueStore(PRODUCTS).get());
    }

    /** As {@link #closedCandles}, in memory. */
    public static KeyValueStore<Bytes, byte[]> closedCandlesInMemory() {
        return Stores.inMemoryKeyValueStore(CLOSED_CANDLES).get();
    }

    /** By store, the settings that its changelog topic is made with. */
    public static Map<String, Map<String, String>> changelogs() {
        Map<String, Map<String, String>> changelogs = new TreeMap<>();
        for (StoreBuilder<?> store : List.of(products(), closedCandles())) {
            changelogs.put(store.name(), store.logConfig());
        }
        return changelogs;
    }
}
