package io.candlelake.producer.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.gap.Resumed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads producer_progress from its beginning to its end, once: the last note of each product. */
final class ProgressNotes {
    /** How long Kafka may be unreachable at the start: 25 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /** Of keys of what was polled last, which the poller of spot prices keeps in the same topic. */
    private static final String SPOT = "spot:";

    private ProgressNotes() {}

    static Map<ProductId, Resumed> read(String bootstrapServers, Duration patience) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) patience.toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) patience.toMillis());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return read(consumer);
        } catch (InterruptException stopped) {
            boolean unused = Thread.interrupted();
            throw new InterruptedException("asked to stop");
        } catch (KafkaException unreachable) {
            throw ProgressException.of(
                    "cannot read " + Topics.PRODUCER_PROGRESS + " at Kafka " + bootstrapServers, unreachable);
        }
    }

    static Map<ProductId, Resumed> read(String bootstrapServers) throws InterruptedException {
        return read(bootstrapServers, PATIENCE);
    }

    private static Map<ProductId, Resumed> read(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.PRODUCER_PROGRESS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<ProductId, Resumed> notes = new HashMap<>();
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                take(record, notes);
            }
        }
        return notes;
    }

    // Kafka's interface says null for "no value": a product that somebody wants forgotten.
    @SuppressWarnings("NullAway")
    private static void take(ConsumerRecord<byte[], byte[]> record, Map<ProductId, Resumed> notes) {
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        if (key.startsWith(SPOT)) {
            return;
        }
        try {
            ProductId product = ProductId.of(key);
            if (record.value() == null) {
                notes.remove(product);
                return;
            }
            notes.put(product, ProgressCodec.decode(record.value()));
        } catch (IllegalArgumentException foreign) {
            throw ProgressException.of(
                    Topics.PRODUCER_PROGRESS + " has a record at offset " + record.offset()
                            + " that is not the producer's own",
                    foreign);
        }
    }
}
