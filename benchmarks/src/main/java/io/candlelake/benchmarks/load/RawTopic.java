package io.candlelake.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.benchmarks.report.Progress;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Timestamp;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills raw_messages as the producer does: keys, headers, timestamps, batches and compression are the same. */
public final class RawTopic {
    private static final int REPORT_EVERY = 1_000_000;

    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final String bootstrapServers;

    public RawTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Sends the whole load; returns when Kafka has it, with what must come of it. */
    public ExpectedCandles fill(LoadSettings settings) {
        ExpectedCandles expected = new ExpectedCandles(settings.endMicros());
        Load load = new Load(settings, expected::add);
        String connection = UUID.randomUUID().toString();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings())) {
            for (int sent = 0; load.hasNext(); sent++) {
                if (sent > 0 && sent % REPORT_EVERY == 0) {
                    Progress.say("%,d of %,d messages are in raw_messages", sent, settings.messages());
                }
                Future<RecordMetadata> unused = producer.send(record(load.next(), connection), this::onCompletion);
            }
            producer.flush();
        }
        Exception refused = failure.get();
        if (refused != null) {
            throw new IllegalStateException("Kafka did not take the load", refused);
        }
        return expected;
    }

    private Map<String, Object> settings() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024);
    }

    private static ProducerRecord<byte[], byte[]> record(Message message, String connection) {
        RawHeaders headers = new RawHeaders(
                Feed.EXCHANGE,
                Optional.of("match"),
                connection,
                new Timestamp(message.receivedMicros()),
                OptionalLong.empty());
        return new ProducerRecord<>(
                Topics.RAW_MESSAGES,
                null,
                message.receivedMicros() / 1_000,
                message.product().getBytes(UTF_8),
                message.frame(),
                headers.toKafka());
    }

    // Kafka's interface says null for "none".
    private void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception refused) {
        if (refused != null) {
            failure.compareAndSet(null, refused);
        }
    }
}
