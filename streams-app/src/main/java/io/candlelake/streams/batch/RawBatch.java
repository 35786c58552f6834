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
    private final boolean isLast;

    private RawBatch(List<ConsumerRecord<byte[], byte[]>> records, byte @Nullable [] single, boolean isLast) {
        this.records = records;
        this.single = single;
        this.isLast = isLast;
    }

    /**
     * Some records.
     *
     * @param records not empty, all of one partition
     * @param isLast whether the partition had no more when they were fetched
     */
    static RawBatch of(List<ConsumerRecord<byte[], byte[]>> records, boolean isLast) {
        return new RawBatch(records, null, isLast);
    }

    /** As it comes without the batching consumer: in the topology's test driver. */
    static RawBatch single(byte @Nullable [] value) {
        return new RawBatch(List.of(), value, true);
    }

    /** The records; none when it is a single one. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** Whether no more waited behind it: its reader has caught up. */
    public boolean isLast() {
        return isLast;
    }

    /** Value of the single record. */
    public byte @Nullable [] single() {
        return single;
    }
}
