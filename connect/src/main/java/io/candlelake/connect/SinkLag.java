package io.candlelake.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a sink is behind: {@code ticks, 0 records, 4 events}.
 *
 * <p>With Apache's sink, the first number alone can look healthy while the table is dead, for it only says what was read into files. When the
 * second grows for longer than a few commits, nothing is committed any more.
 *
 * @param sink whose
 * @param records of the topic that are committed by their writer but not yet in the table (Apache's sink: in a data file). The markers of transactions
 *     count too, so that up to one for each partition remains when all is done
 * @param events of Apache's control topic that the coordinator has not taken yet; a few at any time, for every commit makes some
 */
public record SinkLag(Sink sink, long records, long events) {

    /** Of all these sinks, in two questions to the broker. Topics that do not exist yet count as empty. */
    public static List<SinkLag> read(Admin admin, List<Sink> sinks) {
        Map<TopicPartition, Long> ends = ends(admin, partitions(admin, sinks));
        Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
        for (Sink sink : sinks) {
            groups.put(sink.group(), new ListConsumerGroupOffsetsSpec());
            groups.put(sink.coordinatorGroup(), new ListConsumerGroupOffsetsSpec());
        }
        Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets =
                CoordinatorSeed.get(admin.listConsumerGroupOffsets(groups).all(), "read the sinks' offsets");
        return sinks.stream()
                .map(sink -> new SinkLag(
                        sink,
                        lag(sink.table(), ends, offsets.getOrDefault(sink.group(), Map.of())),
                        lag(sink.controlTopic(), ends, offsets.getOrDefault(sink.coordinatorGroup(), Map.of()))))
                .toList();
    }

    private static List<TopicPartition> partitions(Admin admin, List<Sink> sinks) {
        List<String> wanted = new ArrayList<>();
        for (Sink sink : sinks) {
            wanted.add(sink.table());
            wanted.add(sink.controlTopic());
        }
        wanted.retainAll(CoordinatorSeed.get(admin.listTopics().names(), "list the topics"));
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicDescription topic : CoordinatorSeed.get(
                        admin.describeTopics(wanted).allTopicNames(), "read the topics")
                .values()) {
            topic.partitions().forEach(each -> partitions.add(new TopicPartition(topic.name(), each.partition())));
        }
        return partitions;
    }

    /** The offset after the last record that a reader of committed records can see by now. */
    static Map<TopicPartition, Long> ends(Admin admin, List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        CoordinatorSeed.get(
                        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                                .all(),
                        "read the topics' ends")
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static long lag(
            String topic, Map<TopicPartition, Long> ends, Map<TopicPartition, OffsetAndMetadata> offsets) {
        return ends.entrySet().stream()
                .filter(end -> end.getKey().topic().equals(topic))
                .mapToLong(end -> {
                    OffsetAndMetadata offset = offsets.get(end.getKey());
                    return Math.max(0, end.getValue() - (offset == null ? 0 : offset.offset()));
                })
                .sum();
    }
}
