package io.candlelake.lake.audit;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A broker's topics, as a reader of committed records sees them: {@code new TopicLog("127.0.0.1:19092")}. In no group; leaves nothing
 * behind. Whatever the broker does not answer is a {@link CannotSayException}.
 */
public final class TopicLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    public TopicLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "request.timeout.ms", "10000",
                "default.api.timeout.ms", "15000"));
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "allow.auto.create.topics", "false",
                        "max.poll.records", "5000",
                        // A record may be 12 MiB; it comes whole all the same, but few at a time.
                        "fetch.max.bytes", "12582912",
                        "max.partition.fetch.bytes", "4194304",
                        "fetch.max.wait.ms", "50"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Where a partition begins, and the offset behind its last committed record.
     *
     * @param begin above 0 when records were dropped by the topic's retention
     * @param end markers of transactions take offsets too
     */
    public record Extent(long begin, long end) {}

    /** By partition. */
    public Map<Integer, Extent> extents(String topic) {
        List<TopicPartition> partitions =
                await(admin.describeTopics(List.of(topic)).allTopicNames(), "topic " + topic).values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        TreeMap<Integer, Extent> extents = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            extents.put(
                    partition.partition(),
                    new Extent(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L)));
        }
        return extents;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        await(
                        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                                .all(),
                        "offsets")
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** How far the group has read the topic, by partition; partitions without an offset are absent. */
    public Map<Integer, Long> groupOffsets(String group, String topic) {
        TreeMap<Integer, Long> offsets = new TreeMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> each : await(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), "group " + group)
                .entrySet()) {
            if (each.getKey().topic().equals(topic) && each.getValue() != null) {
                offsets.put(each.getKey().partition(), each.getValue().offset());
            }
        }
        return offsets;
    }

    /**
     * Hands over each committed record between the offsets, in order within its partition.
     *
     * @param from by partition, inclusive; partitions without one are left out
     * @param to by partition, exclusive
     */
    public void read(
            String topic,
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, Long> open = new HashMap<>();
        from.forEach((partition, offset) -> {
            if (offset < to.getOrDefault(partition, 0L)) {
                open.put(new TopicPartition(topic, partition), offset);
            }
        });
        try {
            readAll(open, to, records);
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (KafkaException broken) {
            throw silent("topic " + topic, broken);
        }
    }

    private void readAll(
            Map<TopicPartition, Long> open, Map<Integer, Long> to, Consumer<ConsumerRecord<byte[], byte[]>> records) {
        if (open.isEmpty()) {
            return;
        }
        consumer.assign(open.keySet());
        consumer.resume(open.keySet());
        open.forEach(consumer::seek);
        long moved = System.nanoTime();
        while (!open.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
                if (polled.offset() < to.getOrDefault(polled.partition(), 0L)) {
                    records.accept(polled);
                }
            }
            if (advance(open, to)) {
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new CannotSayException("the broker at " + bootstrapServers + " delivers no records of "
                        + open.keySet() + "; see its log");
            }
        }
    }

    /** Drops the partitions that are read to their end; whether any moved. */
    private boolean advance(Map<TopicPartition, Long> open, Map<Integer, Long> to) {
        boolean moved = false;
        for (TopicPartition partition : List.copyOf(open.keySet())) {
            long position = consumer.position(partition);
            moved |= position != open.getOrDefault(partition, -1L);
            open.put(partition, position);
            if (position >= to.getOrDefault(partition.partition(), 0L)) {
                open.remove(partition);
                consumer.pause(List.of(partition));
            }
        }
        return moved;
    }

    private <T> T await(KafkaFuture<T> answer, String what) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException broken) {
            throw silent(what, broken.getCause() == null ? broken : broken.getCause());
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    private CannotSayException silent(String what, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new CannotSayException(
                "the broker at " + bootstrapServers + " does not answer about " + what + ": " + reason, cause);
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ofSeconds(2));
    }
}
