package io.candlelake.streams.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that gives one record for each poll and partition, which holds the polled ones (docs/adr/0012).
 *
 * <p>That record stands at the offset of its first one. Streams commits the offset of the record that it would process next, or,
 * when it has none, the position after the last poll: each is the first offset that is not processed, with batches as without.
 * A batch is processed between two commits, whole.
 */
final class BatchingConsumer extends KafkaConsumer<byte[], byte[]> {
    BatchingConsumer(Map<String, Object> config) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
        if (polled.isEmpty()) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batches = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            batches.put(
                    partition,
                    List.of(batch(
                            polled.records(partition), currentLag(partition).orElse(0) == 0)));
        }
        return new ConsumerRecords<>(batches, polled.nextOffsets());
    }

    private static ConsumerRecord<byte[], byte[]> batch(List<ConsumerRecord<byte[], byte[]>> records, boolean isLast) {
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        int bytes = 0;
        for (ConsumerRecord<byte[], byte[]> raw : records) {
            bytes += Math.max(raw.serializedValueSize(), 0);
        }
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                bytes,
                null,
                null,
                new BatchHeaders(RawBatch.of(records, isLast)),
                first.leaderEpoch());
    }
}
