package io.candlelake.local.view;

import io.candlelake.local.stack.StackException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One admin client and one consumer of a broker: {@code try (Broker broker = Broker.at("127.0.0.1:19092")) { ... }}.
 *
 * <p>The consumer belongs to no group and sees committed records alone. Not thread-safe, as Kafka's consumer is not.
 */
public final class Broker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String bootstrapServers;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private Broker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000"));
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000",
                        // Frames are up to 8 MiB, and the command line's heap is small.
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "12582912",
                        // A person waits: an empty fetch is to come back soon.
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Connects at the first use. */
    public static Broker at(String bootstrapServers) {
        return new Broker(bootstrapServers);
    }

    /** For questions that are not asked here. */
    public Admin admin() {
        return admin;
    }

    KafkaConsumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /** {@code 127.0.0.1:19092}. */
    public String address() {
        return bootstrapServers;
    }

    /** Names of all topics but Kafka's own. */
    public Set<String> topics() {
        return new TreeSet<>(await(admin.listTopics().names()));
    }

    /** How each partition of these topics stands. Topics that do not exist are left out. */
    public Map<TopicPartition, Extent> extents(Collection<String> topics) {
        List<TopicPartition> partitions = partitions(topics);
        Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Extent> extents = new TreeMap<>(Broker::byTopicAndPartition);
        ends.forEach((partition, end) -> extents.put(partition, new Extent(begins.getOrDefault(partition, 0L), end)));
        return extents;
    }

    /** Asked anew each time: the consumer would go on asking for a topic that is gone. */
    private List<TopicPartition> partitions(Collection<String> topics) {
        Set<String> there = topics();
        return await(admin.describeTopics(
                                topics.stream().filter(there::contains).toList())
                        .allTopicNames())
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(
            List<TopicPartition> partitions, OffsetSpec which, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        await(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /**
     * The ends with what is written in transactions that are just being committed: a reader of committed records who goes so
     * far waits for these.
     */
    public Map<TopicPartition, Long> writtenEnds(Collection<String> topics) {
        return offsets(partitions(topics), OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    private static int byTopicAndPartition(TopicPartition one, TopicPartition other) {
        int topics = one.topic().compareTo(other.topic());
        return topics != 0 ? topics : Integer.compare(one.partition(), other.partition());
    }

    /** The answer of the broker, or one line that it gave none. */
    <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException broken) {
            Throwable cause = broken.getCause() == null ? broken : broken.getCause();
            throw silent(cause);
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    /** What the consumer says, or one line that the broker does not answer it. */
    <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (KafkaException broken) {
            throw silent(broken);
        }
    }

    private StackException silent(Throwable cause) {
        return new StackException("the broker at " + bootstrapServers + " does not answer: " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        // Closing says goodbye to the broker, which Kafka's clients refuse to do on a thread that was asked to stop.
        boolean interrupted = Thread.interrupted();
        consumer.close();
        admin.close(Duration.ofSeconds(2));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A partition's first offset and the one behind its last committed record. What lies between holds the markers of
     * transactions too, so it is at least the number of its records.
     */
    public record Extent(long begin, long end) {
        long length() {
            return end - begin;
        }
    }
}
