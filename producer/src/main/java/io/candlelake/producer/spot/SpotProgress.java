package io.candlelake.producer.spot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The memory in the topic {@code producer_progress}: key {@code spot:BTC-USD}, value {@code
 * {"scheduled_at":"2026-07-07T22:58:00.000000Z"}}. Other keys there are others'.
 */
public final class SpotProgress implements SpotMemory, AutoCloseable {
    private static final String KEY = "spot:";
    private static final String SCHEDULED_AT = "scheduled_at";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TopicPartition PARTITION = new TopicPartition(Topics.PRODUCER_PROGRESS, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Duration DELIVERY = Duration.ofMinutes(2);
    private static final int LONGEST_REQUEST_MILLIS = 30_000;

    private final String bootstrapServers;
    private final Consumer<RuntimeException> failed;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<ProductId, Timestamp> pending = new ConcurrentHashMap<>();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> new Thread(task, "spot-progress"));

    /** As the other constructor, with two minutes. */
    public SpotProgress(String bootstrapServers, Consumer<RuntimeException> failed) {
        this(bootstrapServers, DELIVERY, failed);
    }

    /**
     * Does not wait for Kafka.
     *
     * @param deliveryTimeout how long Kafka may be away before that is a failure; frames wait for it as long
     * @param failed told when Kafka did not take a record, which is to end the process
     */
    public SpotProgress(String bootstrapServers, Duration deliveryTimeout, Consumer<RuntimeException> failed) {
        this.bootstrapServers = bootstrapServers;
        this.failed = failed;
        int delivery = (int) deliveryTimeout.toMillis();
        this.producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "candlelake-spot-progress",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                1024 * 1024L,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                (long) delivery,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.min(LONGEST_REQUEST_MILLIS, delivery / 2),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                delivery));
    }

    @Override
    public Map<ProductId, Timestamp> read() throws InterruptedException {
        Map<ProductId, Timestamp> newest = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "candlelake-spot-progress",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> add(newest, record));
            }
        } catch (InterruptException stopped) {
            // Kafka's exception sets the flag again; whoever gets ours decides anew.
            boolean unused = Thread.interrupted();
            throw new InterruptedException("asked to stop");
        } catch (KafkaException unreadable) {
            throw failure("cannot be read", unreadable);
        }
        return newest;
    }

    private static void add(Map<ProductId, Timestamp> newest, ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        if (key.startsWith(KEY)) {
            ProductId.parse(key.substring(KEY.length())).ifPresent(pair -> scheduledAt(record.value())
                    .ifPresentOrElse(time -> newest.put(pair, time), () -> newest.remove(pair)));
        }
    }

    /** What is not ours to read is as if it had never been polled. */
    private static Optional<Timestamp> scheduledAt(byte @Nullable [] value) {
        try {
            return value == null
                    ? Optional.empty()
                    : Timestamp.parse(JSON.readTree(new String(value, UTF_8))
                            .path(SCHEDULED_AT)
                            .asText());
        } catch (JsonProcessingException foreign) {
            return Optional.empty();
        }
    }

    /** Sent from a thread of ours: Kafka's, which tells of what is durable, must not wait here. */
    @Override
    public void settled(ProductId pair, Timestamp scheduledAt) {
        if (pending.put(pair, scheduledAt) == null) {
            sender.execute(() -> send(pair));
        }
    }

    private void send(ProductId pair) {
        Timestamp scheduledAt = pending.remove(pair);
        byte[] key = (KEY + pair).getBytes(UTF_8);
        byte[] value = JSON.createObjectNode()
                .put(SCHEDULED_AT, String.valueOf(scheduledAt))
                .toString()
                .getBytes(UTF_8);
        try {
            Future<?> unused = producer.send(
                    new ProducerRecord<>(Topics.PRODUCER_PROGRESS, 0, key, value), (metadata, refused) -> {
                        if (refused != null) {
                            failed.accept(failure("did not take a record", refused));
                        }
                    });
        } catch (InterruptException stopping) {
            // Closed; what is not remembered is noted twice.
        } catch (KafkaException refused) {
            failed.accept(failure("did not take a record", refused));
        }
    }

    private SpotProgressException failure(String what, Exception why) {
        return new SpotProgressException(
                "topic " + Topics.PRODUCER_PROGRESS + " of Kafka " + bootstrapServers + " " + what + " ("
                        + why.getMessage() + ")",
                why);
    }

    /** Sends what is queued, for a second at most: what is not remembered is noted twice. */
    @Override
    public void close() {
        sender.shutdown();
        producer.close(Duration.ofSeconds(1));
        List<Runnable> unused = sender.shutdownNow();
    }
}
