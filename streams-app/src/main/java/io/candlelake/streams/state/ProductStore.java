package io.candlelake.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.ProductId;
import io.candlelake.streams.candle.ProductState;
import io.candlelake.streams.candle.TradeContents;
import io.candlelake.streams.quality.ProductQuality;
import io.candlelake.streams.quality.QualityCodec;
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
import org.jspecify.annotations.Nullable;

/**
 * The state of every product of a partition, held as objects and written to the changelogged store beneath when the transaction
 * commits, so that a trade costs no serialisation.
 *
 * <p>Streams calls {@link #flushCache} before it commits, as on its own caching stores. That hook, {@code WrappedStateStore}, is
 * internal to Kafka Streams: the public store API has none (docs/adr/0002).
 */
public final class ProductStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]> {
    /** What is no chunk of trade contents, but stored beside them: their numbers are positive. */
    private static final long QUALITY = -1;

    private static final long QUALITY_PRICES = -2;

    /** Of a chunk of trade contents: the rest of its key, and its value. */
    private static final int CHUNK_BYTES = 1 + Long.BYTES + 1 + Long.BYTES + TradeContents.CHUNK * Long.BYTES;

    private final Map<ProductId, ProductState> loaded = new HashMap<>();
    private final List<ProductState> changed = new ArrayList<>();

    /** Bytes of each key and its value, as last stored; not of chunks of trade contents, which are all of one size. */
    private final Map<Bytes, Integer> sizes = new HashMap<>();

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
        for (int size : sizes.values()) {
            bytes += size;
        }
        for (ProductState state : loaded.values()) {
            long chunks = state.contents().size() / TradeContents.CHUNK;
            bytes += chunks * (state.productId().value().length() + CHUNK_BYTES);
        }
        return bytes;
    }

    private ProductState load(ProductId productId) {
        byte[] stored = read(key(productId));
        if (stored == null) {
            return new ProductState(productId);
        }
        ProductState state = StateCodec.decodeProduct(productId, stored, loadContents(productId));
        loadQuality(state);
        return state;
    }

    /** Absent in what was stored before there were alerts. */
    private void loadQuality(ProductState state) {
        byte[] quality = read(chunkKey(state.productId(), QUALITY));
        if (quality != null) {
            QualityCodec.restore(quality, state.quality());
        }
        byte[] prices = read(chunkKey(state.productId(), QUALITY_PRICES));
        if (prices != null) {
            QualityCodec.restorePrices(prices, state.quality());
        }
    }

    private byte @Nullable [] read(Bytes key) {
        byte[] value = wrapped().get(key);
        if (value != null) {
            sizes.put(key, key.get().length + value.length);
        }
        return value;
    }

    private void write(Bytes key, byte[] value) {
        sizes.put(key, key.get().length + value.length);
        wrapped().put(key, value);
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
        write(key(productId), StateCodec.encode(state));
        storeQuality(productId, state.quality());
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

    /** The last prices change every few seconds, the rest with every trade. */
    private void storeQuality(ProductId productId, ProductQuality quality) {
        write(chunkKey(productId, QUALITY), QualityCodec.encode(quality));
        if (QualityCodec.hasOtherPrices(quality)) {
            write(chunkKey(productId, QUALITY_PRICES), QualityCodec.encodePrices(quality));
        }
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
