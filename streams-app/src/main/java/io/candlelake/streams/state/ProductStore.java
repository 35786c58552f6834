package io.candlelake.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.ProductId;
import io.candlelake.streams.candle.ProductState;
import io.candlelake.streams.candle.TradeContents;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
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
    /** Of a chunk of trade contents: the rest of its key, and its value. */
    private static final int CHUNK_BYTES = 1 + Long.BYTES + 1 + Long.BYTES + TradeContents.CHUNK * Long.BYTES;

    private final Map<ProductId, ProductState> loaded = new HashMap<>();
    private final List<ProductState> changed = new ArrayList<>();

    /** Bytes of each product's key and value, as last stored; its chunks are all of one size. */
    private final Map<ProductId, Integer> sizes = new HashMap<>();

    private boolean isLoaded;

    ProductStore(KeyValueStore<Bytes, byte[]> stored) {
        super(stored);
    }

    /** The product's state, to be read and changed; it is written at the next commit. */
    public ProductState change(ProductId productId) {
        ProductState state = loaded.get(productId);
        if (state == null) {
            state = load(productId);
            loaded.put(productId, state);
        }
        if (state.markChanged()) {
            changed.add(state);
        }
        return state;
    }

    /** Every product's state, to be read; what was changed of it is stored only after {@link #change}. */
    public Collection<ProductState> all() {
        if (!isLoaded) {
            try (KeyValueIterator<Bytes, byte[]> stored = wrapped().all()) {
                stored.forEachRemaining(entry -> {
                    if (!isChunk(entry.key)) {
                        loaded.computeIfAbsent(ProductId.of(new String(entry.key.get(), UTF_8)), this::load);
                    }
                });
            }
            isLoaded = true;
        }
        return loaded.values();
    }

    /** Keys in the store beneath. */
    public long storedEntries() {
        return wrapped().approximateNumEntries();
    }

    /** Bytes of its keys and values; exact for the products that were looked at, which {@link #all} does. */
    public long storedBytes() {
        long bytes = 0;
        for (Map.Entry<ProductId, Integer> size : sizes.entrySet()) {
            ProductState state = loaded.get(size.getKey());
            long chunks = state == null ? 0 : state.contents().size() / TradeContents.CHUNK;
            bytes += size.getValue() + chunks * (size.getKey().value().length() + CHUNK_BYTES);
        }
        return bytes;
    }

    private ProductState load(ProductId productId) {
        byte[] stored = wrapped().get(key(productId));
        if (stored == null) {
            return new ProductState(productId);
        }
        sizes.put(productId, productId.value().length() + stored.length);
        return StateCodec.decodeProduct(productId, stored, loadContents(productId));
    }

    private TradeContents loadContents(ProductId productId) {
        TradeContents contents = new TradeContents();
        try (KeyValueIterator<Bytes, byte[]> chunks =
                wrapped().range(chunkKey(productId, 0), chunkKey(productId, Long.MAX_VALUE))) {
            chunks.forEachRemaining(
                    chunk -> contents.restore(StateCodec.decodeChunk(chunkNumber(chunk.key), chunk.value)));
        }
        return contents;
    }

    @Override
    public void flushCache() {
        changed.forEach(this::store);
        changed.clear();
        super.flushCache();
    }

    private void store(ProductState state) {
        ProductId productId = state.productId();
        state.markStored();
        byte[] encoded = StateCodec.encode(state);
        sizes.put(productId, productId.value().length() + encoded.length);
        wrapped().put(key(productId), encoded);
        state.contents().store(new TradeContents.Changes() {
            @Override
            public void changed(TradeContents.Chunk chunk) {
                wrapped().put(chunkKey(productId, chunk.number()), StateCodec.encode(chunk));
            }

            @Override
            public void dropped(long number) {
                wrapped().delete(chunkKey(productId, number));
            }
        });
    }

    @Override
    public void clearCache() {
        changed.clear();
        loaded.clear();
        sizes.clear();
        isLoaded = false;
        super.clearCache();
    }

    private static Bytes key(ProductId productId) {
        return Bytes.wrap(productId.value().getBytes(UTF_8));
    }

    /** The product, a byte that no product id has, and the chunk's number: chunks of a product are a range. */
    private static Bytes chunkKey(ProductId productId, long number) {
        byte[] product = productId.value().getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(product.length + 1 + Long.BYTES)
                .put(product)
                .put((byte) 0)
                .putLong(number)
                .array());
    }

    private static boolean isChunk(Bytes key) {
        int separator = key.get().length - Long.BYTES - 1;
        return separator > 0 && key.get()[separator] == 0;
    }

    private static long chunkNumber(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(key.get().length - Long.BYTES);
    }
}
