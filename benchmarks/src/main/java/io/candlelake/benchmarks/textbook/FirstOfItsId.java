package io.candlelake.benchmarks.textbook;

import io.candlelake.benchmarks.peer.PeerTrade;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Lets a trade pass when its id was not seen within a time before or after: the pattern of Kafka Streams' own examples. */
final class FirstOfItsId implements FixedKeyProcessor<String, PeerTrade, PeerTrade> {
    static final String STORE = "seen-ids";

    private final long memoryMillis;
    private FixedKeyProcessorContext<String, PeerTrade> context;
    private WindowStore<String, Long> seen;

    @SuppressWarnings("NullAway.Init") // Streams calls init before process
    FirstOfItsId(long memoryMillis) {
        this.memoryMillis = memoryMillis;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, PeerTrade> processorContext) {
        context = processorContext;
        seen = context.getStateStore(STORE);
    }

    @Override
    public void process(FixedKeyRecord<String, PeerTrade> record) {
        String id = record.key() + ":" + record.value().tradeId;
        if (!wasSeen(id, record.timestamp())) {
            seen.put(id, record.timestamp(), record.timestamp());
            context.forward(record);
        }
    }

    private boolean wasSeen(String id, long millis) {
        try (WindowStoreIterator<Long> times = seen.fetch(
                id, Instant.ofEpochMilli(millis - memoryMillis), Instant.ofEpochMilli(millis + memoryMillis))) {
            return times.hasNext();
        }
    }
}
