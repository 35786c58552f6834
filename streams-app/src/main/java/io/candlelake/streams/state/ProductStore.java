package io.candlelake.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.ProductId;
import io.candlelake.streams.candle.ProductState;
import io.candlelake.streams.candle.TradeContents;
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

    private final Map<ProductId, ProductState> loaded = new HashMap<>();
    private final List<ProductState> changed = new ArrayList<>();
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

    private ProductState load(ProductId productId) {
        byte[] stored = wrapped().get(key(productId));
        if (stored == null) {
            return new ProductState(productId);
        }
        ProductState state = StateCodec.decodeProduct(productId, stored, loadContents(productId));
        loadQuality(state);
        return state;
    }

    /** Absent in what was stored before there were alerts. */
    private void loadQuality(ProductState state) {
        byte[] quality = wrapped().get(chunkKey(state.productId(), QUALITY));
        if (quality != null) {
            QualityCodec.restore(quality, state.quality());
        }
        byte[] prices = wrapped().get(chunkKey(state.productId(), QUALITY_PRICES));
        if (prices != null) {
            QualityCodec.restorePrices(prices, state.quality());
        }
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
        wrapped().put(key(productId), StateCodec.encode(state));
        wrapped().put(chunkKey(productId, QUALITY), QualityCodec.encode(state.quality()));
        if (QualityCodec.hasOtherPrices(state.quality())) {
            wrapped().put(chunkKey(productId, QUALITY_PRICES), QualityCodec.encodePrices(state.quality()));
        }
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
