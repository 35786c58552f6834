package io.candlelake.streams.topology;

import io.candlelake.contract.topic.Topics;
import io.candlelake.streams.batch.RawBatch;
import io.candlelake.streams.batch.RawBatchDeserializer;
import io.candlelake.streams.metrics.StreamsCounts;
import io.candlelake.streams.state.ProductStore;
import io.candlelake.streams.state.StateStores;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The topology's own processor without Kafka: what follows from the records of one partition of raw_messages, from the first on and in
 * their order.
 *
 * <p>Deterministic: the clock is that of the receipts, so that rows made twice are the same, {@code emitted_at} included. Of what the
 * running app does by the wall clock, closing the windows of a product that has fallen silent, it does what the receipts of other
 * products show.
 */
public final class RawReplay {
    private static final long CHECK_MILLIS = 1_000;
    private static final int STORE_EVERY = 10_000;

    private static final Map<String, String> TOPICS = Map.of(
            CandleTopology.TICKS_SINK, Topics.TICKS,
            CandleTopology.CANDLES_SINK, Topics.CANDLES,
            CandleTopology.CANDLES_LIVE_SINK, Topics.CANDLES_LIVE,
            CandleTopology.REJECTS_SINK, Topics.REJECTS,
            CandleTopology.GAPS_SINK, Topics.GAPS,
            CandleTopology.SPOT_PRICES_SINK, Topics.SPOT_PRICES,
            CandleTopology.ALERTS_SINK, Topics.ALERTS);

    private final RawBatchDeserializer reader = new RawBatchDeserializer();
    private final RawMessageProcessor processor;
    private final ReplayContext<byte[], byte[]> context;
    private final ProductStore products = StateStores.productsInMemory();
    private boolean isOfClock;
    private long checkedAt = Long.MIN_VALUE / 2;
    private long records;

    /** Takes what follows from the records. */
    public interface Output {
        /**
         * A message of a topic.
         *
         * @param isOfClock whether it follows from silence, not from a record
         */
        void message(String topic, byte[] message, boolean isOfClock);
    }

    public RawReplay(TopologySettings settings, Output output) {
        KeyValueStore<Bytes, byte[]> closed = StateStores.closedCandlesInMemory();
        context = new ReplayContext<>(
                Map.of(StateStores.PRODUCTS, products, StateStores.CLOSED_CANDLES, closed),
                (sink, message) -> output.message(TOPICS.getOrDefault(sink, sink), message, isOfClock));
        processor = new RawMessageProcessor(settings, new CommitPace(), new StreamsCounts());
        processor.init(context);
    }

    /**
     * The next record of the partition.
     *
     * @param timestamp of the Kafka record, milliseconds
     * @param receivedAt of the frame, milliseconds: the clock
     */
    public void process(
            int partition,
            long offset,
            long timestamp,
            long receivedAt,
            byte @Nullable [] key,
            byte[] payload,
            Headers headers) {
        context.at(partition, offset, receivedAt);
        RawBatch alone = reader.deserialize(Topics.RAW_MESSAGES, payload);
        processor.process(new Record<>(key, alone, timestamp, headers));
        if (++records % STORE_EVERY == 0) {
            products.flushCache();
        }
        if (context.currentSystemTimeMs() - checkedAt >= CHECK_MILLIS) {
            checkedAt = context.currentSystemTimeMs();
            ofClock();
        }
    }

    /** Nothing more was received up to this time, milliseconds: products that are silent since close by the clock. */
    public void silentUntil(long millis) {
        context.at(0, 0, millis);
        ofClock();
        ofClock();
    }

    private void ofClock() {
        isOfClock = true;
        context.punctuate();
        isOfClock = false;
    }
}
