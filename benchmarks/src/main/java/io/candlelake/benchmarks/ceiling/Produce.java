package io.candlelake.benchmarks.ceiling;

import io.candlelake.contract.topic.Topics;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** C3: for every valid trade a record of about 100 bytes, in transactions that hold the offsets too; no state. */
final class Produce implements Ceiling.Step {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Lines lines;
    private boolean open;

    Produce(String servers, Lines lines) {
        this.lines = lines;
        this.producer = new KafkaProducer<>(
                // Compression, batches and linger as the streams app has them.
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "transactional.id",
                        "benchmark-" + UUID.randomUUID(),
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        100,
                        "batch.size",
                        131_072),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    @Override
    public void take(ConsumerRecords<byte[], byte[]> records) {
        if (!open && !records.isEmpty()) {
            producer.beginTransaction();
            open = true;
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            lines.read(record.key(), record.value(), line -> send(record.key(), line));
        }
    }

    private void send(byte[] key, byte[] line) {
        // What fails here fails the commit.
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(Topics.TICKS, key, line));
    }

    @Override
    public void commit(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        open = false;
    }

    @Override
    public void close() {
        producer.close();
    }
}
