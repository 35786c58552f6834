package io.candlelake.lake.sink;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A broker's consumer groups and control topics, which have one partition. Throws {@link IllegalStateException} when it does not answer. */
record Groups(Admin admin, String bootstrapServers) {
    private static final Duration POLL = Duration.ofMillis(200);

    /** A consumer waits for a broker that is gone without a word. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Of a topic's one partition.
     *
     * @param begin first offset that is kept
     * @param committed behind the last record of a transaction that is over
     * @param end behind the last record
     */
    record Extent(long begin, long committed, long end) {}

    /** Empty when there is no such topic. */
    Optional<Extent> extent(String topic) {
        if (!get(admin.listTopics().names(), "list the topics").contains(topic)) {
            return Optional.empty();
        }
        return Optional.of(new Extent(
                offset(topic, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED),
                offset(topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED),
                offset(topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED)));
    }

    private long offset(String topic, OffsetSpec which, IsolationLevel isolation) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return get(
                        admin.listOffsets(Map.of(partition, which), new ListOffsetsOptions(isolation))
                                .partitionResult(partition),
                        "read where topic " + topic + " ends")
                .offset();
    }

    /** Where a control topic ends, by partition; empty when it is not there. */
    Map<Integer, Long> ends(String topic) {
        return extent(topic).map(extent -> Map.of(0, extent.end())).orElse(Map.of());
    }

    /** How far the group has read the topic, by partition; waits for offsets whose transaction is not over. */
    Map<Integer, Long> offsets(String group, String topic) {
        Map<Integer, Long> offsets = new TreeMap<>();
        Map<TopicPartition, OffsetAndMetadata> all = get(
                admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata(),
                "read the offsets of " + group);
        all.forEach((partition, offset) -> {
            if (offset != null && partition.topic().equals(topic)) {
                offsets.put(partition.partition(), offset.offset());
            }
        });
        return offsets;
    }

    /** The group must have no member. */
    void set(String group, String topic, Map<Integer, Long> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> wanted = new HashMap<>();
        offsets.forEach(
                (partition, offset) -> wanted.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
        get(admin.alterConsumerGroupOffsets(group, wanted).all(), "set the offsets of " + group);
    }

    /**
     * Whether anybody reads in the group, but for the sink's own task: its connector is stopped, yet its place, which bears the group's
     * name, is kept for it until its session is over. It is dismissed, so that even a task that only sleeps is refused from now on.
     */
    boolean hasOtherMembers(String group) {
        Collection<MemberDescription> members = members(group);
        if (members.stream().anyMatch(member -> member.groupInstanceId().equals(Optional.of(group)))) {
            dismiss(group);
            members = members(group);
        }
        return !members.isEmpty();
    }

    private Collection<MemberDescription> members(String group) {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(description -> description.members().stream())
                    .toList();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw new IllegalStateException("cannot read the members of " + group + ": " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    private void dismiss(String group) {
        try {
            admin.removeMembersFromConsumerGroup(
                            group, new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(group))))
                    .all()
                    .get();
        } catch (ExecutionException gone) {
            if (!(gone.getCause() instanceof UnknownMemberIdException)) {
                throw new IllegalStateException(
                        "cannot dismiss the stopped member of " + group + ": " + gone.getCause(), gone);
            }
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    /** Hands over the committed records of the topic's one partition from an offset until before another. */
    void read(String topic, long from, long to, Consumer<byte[]> values) {
        TopicPartition partition = new TopicPartition(topic, 0);
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(Set.of(partition));
            consumer.seek(partition, from);
            long read = System.nanoTime();
            for (long at = from; at < to; ) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.offset() < to) {
                        values.accept(record.value());
                    }
                });
                if (consumer.position(partition) > at) {
                    at = consumer.position(partition);
                    read = System.nanoTime();
                } else if (System.nanoTime() - read > PATIENCE.toNanos()) {
                    throw new IllegalStateException("topic " + topic + " gives nothing after offset " + at + " for "
                            + PATIENCE.toSeconds() + " s: is its broker there?");
                }
            }
        }
    }

    private static <T> T get(KafkaFuture<T> future, String what) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("cannot " + what + ": " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }
}
