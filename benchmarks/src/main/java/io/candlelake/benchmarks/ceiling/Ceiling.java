package io.candlelake.benchmarks.ceiling;

import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A process that does one thing as fast as Kafka's clients go: {@code java io.candlelake.benchmarks.ceiling.Ceiling produce}.
 * One thread, offsets committed every 500 ms, as the streams app does with a backlog, until it is killed.
 */
public final class Ceiling {
    private static final long COMMIT_NANOS = Duration.ofMillis(500).toNanos();
    private static final Duration POLL = Duration.ofMillis(20);

    private Ceiling() {}

    /** What is done with the records. */
    interface Step extends AutoCloseable {
        /** With those of one poll. */
        void take(ConsumerRecords<byte[], byte[]> records);

        /** Everything taken counts as done. */
        void commit(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets);

        @Override
        default void close() {}
    }

    public static void main(String[] words) {
        String servers = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
        try (Step step = step(words[0], servers);
                KafkaConsumer<byte[], byte[]> consumer = consumer(servers)) {
            run(step, consumer);
        }
    }

    private static Step step(String word, String servers) {
        return switch (word) {
            case "consume" -> new Consume();
            case "parse" -> new Parse();
            case "produce" -> new Produce(servers, new JacksonLines());
            case "frame-parser" -> new Produce(servers, new FrameParserLines());
            default -> throw new IllegalArgumentException("no such step: " + word);
        };
    }

    private static void run(Step step, KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        long committed = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            step.take(records);
            offsets.putAll(records.nextOffsets());
            if (!offsets.isEmpty() && System.nanoTime() - committed >= COMMIT_NANOS) {
                step.commit(consumer, offsets);
                offsets.clear();
                committed = System.nanoTime();
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String servers) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        System.getenv("BENCHMARK_GROUP"),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.RAW_MESSAGES));
        return consumer;
    }
}
