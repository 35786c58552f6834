package io.candlelake.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Waits until all that stands in topics is in tables: {@code barrier.await(sinks, Duration.ofMinutes(1))}.
 *
 * <p>Offsets alone cannot say so, for the markers of transactions take offsets as well: what lies between a group's offset and
 * the end is looked at. Our own sink tells its group only what is in the table. With Apache's, a row is in the table once the
 * coordinator is past the control topic's end of a moment when all was in files.
 */
public final class SinkBarrier {
    private static final Duration POLL = Duration.ofMillis(200);

    private final SinkKind kind;
    private final String bootstrapServers;
    private final Admin admin;

    /** Uses the admin client, does not close it. */
    public SinkBarrier(SinkKind kind, String bootstrapServers, Admin admin) {
        this.kind = kind;
        this.bootstrapServers = bootstrapServers;
        this.admin = admin;
    }

    /**
     * Returns when every record that was committed to these sinks' topics before the call is in their tables.
     *
     * @throws IllegalStateException when one is not by then; the message names the sink and what is missing
     */
    public void await(List<Sink> sinks, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        for (Sink sink : sinks) {
            awaitRead(sink.table(), sink.group(), deadline);
        }
        if (kind == SinkKind.LAKE) {
            return;
        }
        for (Sink sink : sinks) {
            TopicPartition control = new TopicPartition(sink.controlTopic(), 0);
            long end = SinkLag.ends(admin, List.of(control)).getOrDefault(control, 0L);
            // The last event is a transaction's marker, which no group's offset covers; but another commit follows
            // soon.
            while (offsets(sink.coordinatorGroup()).getOrDefault(control, 0L) < end) {
                pause(deadline, "table " + sink.table() + " is not committed to, though its files are written");
            }
        }
    }

    /** Returns when the group has read all that was committed to the topic before the call. */
    void awaitRead(String topic, String group, Instant deadline) {
        Map<TopicPartition, Long> ends = SinkLag.ends(admin, partitions(topic));
        while (behind(group, ends)) {
            pause(deadline, "topic " + topic + " is not read to its end");
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return CoordinatorSeed.get(admin.describeTopics(List.of(topic)).allTopicNames(), "read topic " + topic)
                .values()
                .stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> each : CoordinatorSeed.get(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                        "read the offsets of " + group)
                .entrySet()) {
            if (each.getValue() != null) {
                offsets.put(each.getKey(), each.getValue().offset());
            }
        }
        return offsets;
    }

    private boolean behind(String group, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> rest = new HashMap<>();
        Map<TopicPartition, Long> offsets = offsets(group);
        ends.forEach((partition, end) -> {
            if (offsets.getOrDefault(partition, 0L) < end) {
                rest.put(partition, offsets.getOrDefault(partition, 0L));
            }
        });
        return !rest.isEmpty() && holdsRecord(rest, ends);
    }

    private boolean holdsRecord(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(starts.keySet());
            starts.forEach(consumer::seek);
            while (starts.keySet().stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    if (each.offset() < ends.getOrDefault(new TopicPartition(each.topic(), each.partition()), 0L)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static void pause(Instant deadline, String problem) {
        if (Instant.now().isAfter(deadline)) {
            throw new IllegalStateException(problem);
        }
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the tables", stopped);
        }
    }
}
