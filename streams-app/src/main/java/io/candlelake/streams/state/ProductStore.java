package io.candlelake.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.ProductId;
import io.candlelake.streams.candle.ProductState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * The state of every product of a partition, held as objects and written to the changelogged store beneath when the transaction
 * commits, so that a trade costs no serialisation.
 *
 * <p>Streams calls {@link #flushCache} before it commits, as on its own caching stores. That hook, {@code WrappedStateStore}, is
 * internal to Kafka Streams: the public store API has none (docs/adr/0002).
 */
public final class ProductStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]> {
    private final Map<ProductId, ProductState> loaded = new HashMap<>();
    private final Map<ProductId, ProductState> changed = new LinkedHashMap<>();

    ProductStore(KeyValueStore<Bytes, byte[]> stored) {
        super(stored);
    }

    /** The product's state, to be read and changed; it is written at the next commit. */
    public ProductState change(ProductId productId) {
        ProductState state = loaded.computeIfAbsent(productId, this::load);
        changed.put(productId, state);
        return state;
    }

    private ProductState load(ProductId productId) {
        byte[] stored = wrapped().get(key(productId));
        return stored == null ? new ProductState(productId) : StateCodec.decodeProduct(productId, stored);
    }

    @Override
    public void flushCache() {
        changed.forEach((productId, state) -> wrapped().put(key(productId), StateCodec.encode(state)));
        changed.clear();
        super.flushCache();
    }

    @Override
    public void clearCache() {
        changed.clear();
        loaded.clear();
        super.clearCache();
    }

    private static Bytes key(ProductId productId) {
        return Bytes.wrap(productId.value().getBytes(UTF_8));
    }
}
