package io.candlelake.streams.batch;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Raw records of one partition, in the order of their offsets: {@code raw_messages-2, 1200 to 3199}.
 *
 * <p>One that did not come through {@link BatchingConsumer} holds the value of a single record, whose key, headers and
 * position are those of the record that Streams hands over.
 */
public final class RawBatch {
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final byte @Nullable [] single;

    private RawBatch(List<ConsumerRecord<byte[], byte[]>> records, byte @Nullable [] single) {
        this.records = records;
        this.single = single;
    }

    /** Not empty, all of one partition. */
    static RawBatch of(List<ConsumerRecord<byte[], byte[]>> records) {
        return new RawBatch(records, null);
    }

    /** As it comes without the batching consumer: in the topology's test driver. */
    static RawBatch single(byte @Nullable [] value) {
        return new RawBatch(List.of(), value);
    }

    /** The records; none when it is a single one. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** Value of the single record. */
    public byte @Nullable [] single() {
        return single;
    }
}
