package io.candlelake.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import io.candlelake.streams.candle.ClosedCandle;
import io.candlelake.streams.candle.ClosedCandles;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Closed candles in a key-value store, ordered by product, interval and time so that old ones are a range. */
public final class ClosedCandleStore implements ClosedCandles {
    private static final long MICROS_PER_MINUTE = Interval.ONE_MINUTE.micros();
    private final KeyValueStore<Bytes, byte[]> store;

    public ClosedCandleStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public Optional<ClosedCandle> get(ProductId productId, Interval interval, long openTime) {
        return Optional.ofNullable(store.get(key(productId, interval, openTime)))
                .map(StateCodec::decodeClosed);
    }

    @Override
    public List<Long> openTimes(ProductId productId, Interval interval, long first, long last) {
        List<Long> openTimes = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> candles =
                store.range(key(productId, interval, first), key(productId, interval, last))) {
            candles.forEachRemaining(candle -> openTimes.add(openTime(candle.key)));
        }
        return openTimes;
    }

    @Override
    public void put(ProductId productId, Interval interval, long openTime, ClosedCandle candle) {
        store.put(key(productId, interval, openTime), StateCodec.encode(candle));
    }

    @Override
    public void expire(ProductId productId, long closedBefore) {
        for (Interval interval : Interval.values()) {
            Bytes first = key(productId, interval, Long.MIN_VALUE);
            Bytes last = key(productId, interval, closedBefore - interval.micros() - 1);
            List<Bytes> expired = new ArrayList<>();
            try (KeyValueIterator<Bytes, byte[]> candles = store.range(first, last)) {
                candles.forEachRemaining(candle -> expired.add(candle.key));
            }
            expired.forEach(store::delete);
        }
    }

    private static long openTime(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(key.get().length - Long.BYTES) ^ Long.MIN_VALUE;
    }

    /** Bytes compare unsigned, so the sign bit is turned for times before 1970. */
    private static Bytes key(ProductId productId, Interval interval, long openTime) {
        byte[] product = productId.value().getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(product.length + 3 + Long.BYTES)
                .put(product)
                .put((byte) 0)
                .putShort((short) (interval.micros() / MICROS_PER_MINUTE))
                .putLong(openTime ^ Long.MIN_VALUE)
                .array());
    }
}
