package io.candlelake.local.view;

import io.candlelake.contract.topic.Topic;
import io.candlelake.contract.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic at a glance: {@code ticks, 4 partitions, offsets 0 to 1,234, 456 kB}.
 *
 * @param name its name
 * @param partitions how many
 * @param begin sum of the first offsets; above 0 where retention removed something
 * @param end sum of the end offsets
 * @param bytes on disk
 */
record TopicState(String name, int partitions, long begin, long end, long bytes) {
    /** What stands between begin and end: records, and one marker for each transaction and partition. */
    long records() {
        return end - begin;
    }

    /** Those of the contract that are there, in the contract's order. */
    static List<String> ofContract(Set<String> there) {
        return Topics.all().stream().map(Topic::name).filter(there::contains).toList();
    }

    /** These topics, which must exist, in their order. */
    static List<TopicState> read(Broker broker, Collection<String> topics) {
        Map<TopicPartition, Broker.Extent> extents = broker.extents(topics);
        Map<String, Long> bytes = bytes(broker);
        List<TopicState> states = new ArrayList<>();
        for (String topic : topics) {
            List<Broker.Extent> own = extents.entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic))
                    .map(Map.Entry::getValue)
                    .toList();
            states.add(new TopicState(
                    topic,
                    own.size(),
                    own.stream().mapToLong(Broker.Extent::begin).sum(),
                    own.stream().mapToLong(Broker.Extent::end).sum(),
                    bytes.getOrDefault(topic, 0L)));
        }
        return states;
    }

    private static Map<String, Long> bytes(Broker broker) {
        List<Integer> nodes = broker.await(broker.admin().describeCluster().nodes()).stream()
                .map(node -> node.id())
                .toList();
        Map<String, Long> bytes = new HashMap<>();
        broker.await(broker.admin().describeLogDirs(nodes).allDescriptions()).values().stream()
                .flatMap(directories -> directories.values().stream())
                .map(LogDirDescription::replicaInfos)
                .forEach(replicas -> replicas.forEach(
                        (partition, replica) -> bytes.merge(partition.topic(), replica.size(), Long::sum)));
        return bytes;
    }
}
