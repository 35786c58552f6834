package io.candlelake.producer.raw;

import io.candlelake.contract.frame.FrameLimit;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How raw_messages is written, nothing lost, nothing twice, in order, in large batches: {@code KafkaWriteSettings.of("127.0.0.1:19092")}.
 *
 * @param bootstrapServers where Kafka is, several joined by commas
 * @param bufferBytes of frames that Kafka has not yet acknowledged; when they are as many, whoever writes waits: 32 MiB
 * @param deliveryTimeout how long a record is tried before that is a failure: 6 min, so that a broker which is back within 5 loses nothing
 * @param startPatience how long Kafka may be unreachable at the start: 25 s
 */
public record KafkaWriteSettings(
        String bootstrapServers, int bufferBytes, Duration deliveryTimeout, Duration startPatience) {
    /** Kafka's client takes its memory in whole batches, half empty ones too, and for a large frame all at once. */
    private static final long SLACK = 16L * 1024 * 1024;

    private static final int LONGEST_REQUEST_MILLIS = 30_000;

    /** How long Kafka's client holds up its caller at a time; we count and say how long it is in all. */
    private static final long LOOK_MILLIS = 1_000;

    public KafkaWriteSettings {
        if (bufferBytes < 1) {
            throw new IllegalArgumentException("a buffer has at least a byte");
        }
    }

    /** The usual ones. */
    public static KafkaWriteSettings of(String bootstrapServers) {
        return new KafkaWriteSettings(
                bootstrapServers, 32 * 1024 * 1024, Duration.ofMinutes(6), Duration.ofSeconds(25));
    }

    /** In the words of Kafka's client. */
    Map<String, Object> toKafka() {
        int delivery = (int) deliveryTimeout.toMillis();
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "candlelake-producer"),
                Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 5),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes + SLACK),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, FrameLimit.MAX_RECORD_BYTES),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(LONGEST_REQUEST_MILLIS, delivery / 2)),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, LOOK_MILLIS),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery));
    }
}
