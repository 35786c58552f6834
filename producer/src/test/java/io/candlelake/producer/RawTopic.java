package io.candlelake.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** raw_messages as one test sees it: what was written since. All tests of the module share one broker. */
public final class RawTopic {
    private static @Nullable TestKafka shared;

    private final Map<Integer, Long> seen = new HashMap<>();

    /** From here on. */
    public RawTopic() {
        for (ConsumerRecord<byte[], byte[]> record : kafka().read(Topics.RAW_MESSAGES)) {
            seen.merge(record.partition(), record.offset(), Math::max);
        }
    }

    private static synchronized TestKafka kafka() {
        TestKafka running = shared;
        if (running == null) {
            running = TestKafka.start();
            shared = running;
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    /** From here on, and as if no producer had ever noted its progress: each test's market counts from where it likes. */
    static RawTopic withoutProgress() {
        Set<String> noted = new TreeSet<>();
        kafka().read(Topics.PRODUCER_PROGRESS).forEach(note -> noted.add(new String(note.key(), UTF_8)));
        try (KafkaProducer<String, byte[]> forget = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            noted.forEach(key -> forget(forget, key));
        }
        return new RawTopic();
    }

    // Kafka's interface says null for "no value".
    @SuppressWarnings("NullAway")
    private static void forget(KafkaProducer<String, byte[]> producer, String key) {
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(Topics.PRODUCER_PROGRESS, key, null));
    }

    public String bootstrapServers() {
        return kafka().bootstrapServers();
    }

    /** By partition and offset. */
    public List<Raw> records() {
        return kafka().read(Topics.RAW_MESSAGES).stream()
                .filter(record -> record.offset() > seen.getOrDefault(record.partition(), -1L))
                .map(Raw::of)
                .toList();
    }

    /** Only those of one key, in order. */
    public List<Raw> records(String key) {
        return records().stream().filter(raw -> raw.key().equals(key)).toList();
    }

    /** A record; a key that is absent reads {@code (none)}. */
    public record Raw(
            String key, byte[] payload, RawHeaders headers, int partition, long offset, long timestampMillis) {
        public static final String NO_KEY = "(none)";

        // Kafka's interface says null for "no key".
        @SuppressWarnings("NullAway")
        private static Raw of(ConsumerRecord<byte[], byte[]> record) {
            String key = record.key() == null ? NO_KEY : new String(record.key(), UTF_8);
            return new Raw(
                    key,
                    record.value(),
                    RawHeaders.of(record.headers(), record.timestamp()),
                    record.partition(),
                    record.offset(),
                    record.timestamp());
        }

        public String text() {
            return new String(payload, UTF_8);
        }

        public Optional<String> channel() {
            return headers.channel();
        }

        public OptionalLong originalSize() {
            return headers.originalSize();
        }

        /** {@code BTC-USD match}: a line of a test's ledger. */
        public String line() {
            return key + " " + channel().orElse("(unreadable)");
        }
    }
}
