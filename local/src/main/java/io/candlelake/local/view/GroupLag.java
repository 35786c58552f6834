package io.candlelake.local.view;

import io.candlelake.connect.Sink;
import io.candlelake.contract.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a consumer group has not read yet of a topic: {@code candlelake-streams, raw_messages, 12 records}.
 *
 * @param group its id
 * @param topic one of those it committed offsets of
 * @param records committed ones, beyond the group's offsets
 */
public record GroupLag(String group, String topic, long records) {
    /**
     * Up to so many offsets a partition are looked at, for the last ones of a topic may be markers of transactions, which
     * nobody ever reads. Beyond, they are a part that does not matter.
     */
    private static final long LOOKED_AT = 200;

    /** The streams app's group. */
    static final String STREAMS = "candlelake-streams";

    /** What the streams app has not read yet, of all its topics; before its first commit, everything. */
    public static long ofStreams(Broker broker) {
        return of(broker, List.of(STREAMS)).stream()
                .mapToLong(GroupLag::records)
                .sum();
    }

    /** Of every group that has committed offsets, or should have, by name of group and topic. */
    static List<GroupLag> read(Broker broker) {
        return of(
                broker,
                broker.await(broker.admin().listGroups().all()).stream()
                        .filter(GroupLag::mayHaveOffsets)
                        .map(GroupListing::groupId)
                        .sorted()
                        .toList());
    }

    static List<GroupLag> of(Broker broker, List<String> groups) {
        Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
        groups.forEach(group -> asked.put(group, new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
                broker.await(broker.admin().listConsumerGroupOffsets(asked).all());
        return groups.stream()
                .flatMap(group -> of(broker, group, committed.getOrDefault(group, Map.of())).stream())
                .toList();
    }

    /** Connect's own workers form a group too, of another protocol and without offsets. */
    private static boolean mayHaveOffsets(GroupListing group) {
        return group.protocol().isEmpty() || group.protocol().equals("consumer");
    }

    private static List<GroupLag> of(Broker broker, String group, Map<TopicPartition, OffsetAndMetadata> committed) {
        Set<String> topics = new TreeSet<>(ownTopics(group));
        committed.keySet().forEach(partition -> topics.add(partition.topic()));
        Map<TopicPartition, Broker.Extent> extents = broker.extents(topics);
        Map<TopicPartition, Long> from = new HashMap<>();
        extents.forEach((partition, extent) -> {
            OffsetAndMetadata offset = committed.get(partition);
            // Our readers begin at the beginning, so a partition without an offset is not read at all.
            from.put(partition, offset == null ? extent.begin() : Math.max(offset.offset(), extent.begin()));
        });
        Map<String, Long> lags = new TreeMap<>();
        waiting(broker, from, extents)
                .forEach((partition, records) -> lags.merge(partition.topic(), records, Long::sum));
        return lags.entrySet().stream()
                .map(lag -> new GroupLag(group, lag.getKey(), lag.getValue()))
                .toList();
    }

    /** A reader that never got so far as to commit an offset lags nevertheless. */
    private static List<String> ownTopics(String group) {
        return group.equals(STREAMS)
                ? List.of(Topics.RAW_MESSAGES)
                : Sink.all().stream()
                        .filter(sink -> sink.group().equals(group))
                        .map(Sink::table)
                        .toList();
    }

    private static Map<TopicPartition, Long> waiting(
            Broker broker, Map<TopicPartition, Long> from, Map<TopicPartition, Broker.Extent> extents) {
        Map<TopicPartition, Long> waiting = new HashMap<>();
        Map<TopicPartition, Long> near = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        extents.forEach((partition, extent) -> {
            long begin = from.getOrDefault(partition, extent.begin());
            long offsets = Math.max(0, extent.end() - begin);
            waiting.put(partition, offsets);
            if (offsets > 0 && offsets <= LOOKED_AT) {
                near.put(partition, begin);
                ends.put(partition, extent.end());
            }
        });
        Map<TopicPartition, Long> counted = new CommittedRecords(broker).count(near, ends);
        near.keySet().forEach(partition -> waiting.put(partition, counted.getOrDefault(partition, 0L)));
        return waiting;
    }
}
