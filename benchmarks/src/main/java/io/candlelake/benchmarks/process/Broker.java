package io.candlelake.benchmarks.process;

import io.candlelake.contract.topic.Topic;
import io.candlelake.contract.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/**
 * The real broker, in a JVM of its own, with the topics of the contract:
 *
 * <pre>{@code
 * try (Broker broker = Broker.start(workspace)) { broker.createTopics(Map.of()); }
 * }</pre>
 */
public final class Broker implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What groups of consumers call their protocol. */
    private static final String CONSUMERS = "consumer";

    private final JavaProcess process;
    private final String bootstrapServers;
    private final Admin admin;
    private final Beans beans;

    private Broker(JavaProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.beans = Beans.attach(process);
    }

    /** Returns when it answers. */
    public static Broker start(Workspace workspace) throws InterruptedException {
        Path directory = workspace.newPath("broker");
        int port = Workspace.freePort();
        JavaProcess process = workspace.start(new Launch("broker", Modules.ownClassPath(), "io.candlelake.broker.Main")
                .withHeap(HEAP_MEGABYTES)
                // The heap is there from the start, so that the first contestant does not pay for its growth.
                .withOptions(List.of("-Xms" + HEAP_MEGABYTES + "m"))
                .with("BROKER_DIRECTORY", directory.toString())
                .with("BROKER_PORT", Integer.toString(port))
                .with("BROKER_CONTROLLER_PORT", Integer.toString(Workspace.freePort())));
        Broker broker = null;
        try {
            process.await("listening", PATIENCE, () -> Http.listens(port));
            broker = new Broker(process, "127.0.0.1:" + port);
            return broker;
        } finally {
            if (broker == null) {
                process.close();
            }
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public Admin admin() {
        return admin;
    }

    public JavaProcess process() {
        return process;
    }

    /** Bytes of the topic that went out to consumers since the start. */
    public long bytesOut(String topic) {
        return beans.number("kafka.server:type=BrokerTopicMetrics,name=BytesOutPerSec,topic=" + topic, "Count");
    }

    /**
     * Makes the topics of the contract that are not there.
     *
     * @param rawConfig further settings of raw_messages
     */
    public void createTopics(Map<String, String> rawConfig) throws InterruptedException {
        Set<String> present = topics();
        List<NewTopic> topics = Topics.all().stream()
                .filter(topic -> !present.contains(topic.name()))
                .map(topic -> newTopic(topic, topic.name().equals(Topics.RAW_MESSAGES) ? rawConfig : Map.of()))
                .toList();
        get(admin.createTopics(topics).all());
        get(admin.listOffsets(topics.stream()
                        .flatMap(topic -> partitions(topic.name(), topic.numPartitions()).stream())
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all());
    }

    /** As declared, but kept whatever the times of the records are, for those are made up. */
    private static NewTopic newTopic(Topic topic, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(topic.config());
        config.put("retention.ms", "-1");
        config.putAll(more);
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(config);
    }

    /** Deletes every topic but the one kept, and every consumer group: the next contestant finds a fresh cluster. */
    public void forgetAllBut(String kept) throws InterruptedException {
        Collection<GroupListing> groups =
                get(admin.listGroups(new ListGroupsOptions()).all());
        for (GroupListing group : groups) {
            forgetGroup(group);
        }
        delete(topic -> !topic.equals(kept) && !topic.startsWith("__"));
    }

    /** Static members, as the streams app's, stay in a group when their process has gone. A worker's group is no consumers'. */
    private void forgetGroup(GroupListing listed) throws InterruptedException {
        String group = listed.groupId();
        if (CONSUMERS.equals(listed.protocol())) {
            var described =
                    get(admin.describeConsumerGroups(List.of(group)).all()).get(group);
            if (described != null && !described.members().isEmpty()) {
                get(admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all());
            }
        }
        deleteGroup(group);
    }

    /** A worker that was killed is a member of its group for some seconds more. */
    private void deleteGroup(String group) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                admin.deleteConsumerGroups(List.of(group)).all().get();
                return;
            } catch (ExecutionException refused) {
                if (refused.getCause() instanceof GroupIdNotFoundException) {
                    return;
                }
                if (!(refused.getCause() instanceof GroupNotEmptyException) || System.nanoTime() > deadline) {
                    throw new BenchmarkException("cannot delete group " + group + ": " + refused.getCause(), refused);
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    /** Deletes the topics, and returns when they are gone. */
    public void delete(Predicate<String> chosen) throws InterruptedException {
        Set<String> doomed = topics().stream().filter(chosen).collect(Collectors.toSet());
        get(admin.deleteTopics(doomed).all());
        Set<String> left = new HashSet<>(doomed);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!left.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException("the broker does not delete " + left);
            }
            TimeUnit.MILLISECONDS.sleep(50);
            left.retainAll(topics());
        }
    }

    public Set<String> topics() throws InterruptedException {
        return get(admin.listTopics().names());
    }

    /** Where each partition of the topic ends. */
    public Map<TopicPartition, Long> endOffsets(String topic) throws InterruptedException {
        int count = get(admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
        return get(admin.listOffsets(partitions(topic, count).stream()
                                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** What the group has committed, by partition; what it has not is absent. */
    public Map<TopicPartition, Long> committed(String group) throws InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        committed.forEach((partition, offset) -> {
            // Kafka's client says null for "none".
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }

    private static List<TopicPartition> partitions(String topic, int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private <T> T get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            process.requireAlive();
            throw new BenchmarkException("the broker refused: " + failed.getCause(), failed);
        } catch (java.util.concurrent.TimeoutException late) {
            process.requireAlive();
            throw new BenchmarkException("the broker did not answer within " + PATIENCE.toSeconds() + " s", late);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
        beans.close();
        process.close();
    }
}
