package io.candlelake.benchmarks.scaling;

import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.process.Broker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How large the state of the streams app is.
 *
 * @param liveBytes newest keys and values of all changelogs: what a store must hold
 * @param keys how many
 * @param changelogBytes of the changelogs on the broker, superseded values included
 * @param diskBytes of the stores on disk
 */
record StateSize(long liveBytes, long keys, long changelogBytes, long diskBytes) {
    static StateSize measure(Broker broker, Path stores) throws InterruptedException {
        List<String> changelogs = broker.topics().stream()
                .filter(topic -> topic.endsWith("-changelog"))
                .toList();
        Map<Key, Integer> newest = newest(broker, changelogs);
        return new StateSize(
                newest.values().stream().mapToLong(Integer::longValue).sum(),
                newest.size(),
                onBroker(broker, changelogs),
                onDisk(stores));
    }

    private record Key(String changelog, ByteBuffer bytes) {}

    /** Sizes of the newest values with their keys. */
    private static Map<Key, Integer> newest(Broker broker, List<String> changelogs) {
        Map<Key, Integer> newest = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "max.poll.records",
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = changelogs.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> put(newest, record));
            }
        }
        return newest;
    }

    private static void put(Map<Key, Integer> newest, ConsumerRecord<byte[], byte[]> record) {
        Key key = new Key(record.topic(), ByteBuffer.wrap(record.key()));
        if (record.value() == null) {
            newest.remove(key);
        } else {
            newest.put(key, record.key().length + record.value().length);
        }
    }

    private static long onBroker(Broker broker, List<String> changelogs) throws InterruptedException {
        try {
            return broker.admin().describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .map(LogDirDescription::replicaInfos)
                    .flatMap(replicas -> replicas.entrySet().stream())
                    .filter(replica -> changelogs.contains(replica.getKey().topic()))
                    .map(Map.Entry::getValue)
                    .mapToLong(ReplicaInfo::size)
                    .sum();
        } catch (ExecutionException refused) {
            throw new BenchmarkException("the broker does not say how large its logs are", refused);
        }
    }

    private static long onDisk(Path stores) {
        try (Stream<Path> files = Files.walk(stores)) {
            return files.filter(Files::isRegularFile).mapToLong(StateSize::size).sum();
        } catch (IOException unreadable) {
            throw new BenchmarkException("the stores cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** A file that a compaction has just deleted is none. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }
}
