package io.candlelake.streams.state;

import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds the store of objects over the store of bytes that another builder makes. */
final class ProductStoreBuilder implements StoreBuilder<ProductStore> {
    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> stored;

    ProductStoreBuilder(StoreBuilder<KeyValueStore<Bytes, byte[]>> stored) {
        this.stored = stored;
    }

    @Override
    public ProductStore build() {
        return new ProductStore(stored.build());
    }

    /** Objects are cached always; Streams' own cache, which holds bytes, would only cost. */
    @Override
    public StoreBuilder<ProductStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<ProductStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<ProductStore> withLoggingEnabled(Map<String, String> config) {
        stored.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<ProductStore> withLoggingDisabled() {
        throw new UnsupportedOperationException("product states must survive a crash");
    }

    @Override
    public Map<String, String> logConfig() {
        return stored.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return stored.loggingEnabled();
    }

    @Override
    public String name() {
        return stored.name();
    }
}
