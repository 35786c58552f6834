package io.candlelake.benchmarks.ceiling;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** C2: every frame is parsed and its fields are converted. */
final class Parse implements Ceiling.Step {
    private final TradeFields fields = new TradeFields();
    private long valid;

    @Override
    public void take(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            valid += fields.read(record.value()) ? 1 : 0;
        }
    }

    @Override
    public void commit(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        consumer.commitSync(offsets);
    }

    @Override
    public String toString() {
        return valid + " valid";
    }
}
