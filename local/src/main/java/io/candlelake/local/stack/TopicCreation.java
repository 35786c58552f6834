package io.candlelake.local.stack;

import io.candlelake.contract.topic.Topic;
import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The contract's topics on a broker: {@code TopicCreation.createMissing("127.0.0.1:19092")}. */
final class TopicCreation {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private TopicCreation() {}

    /** Creates those that are missing, without replicas, and leaves the others as they are. Returns how many it created. */
    static int createMissing(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "client.id", "candlelake-up"))) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = Topics.all().stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .map(TopicCreation::newTopic)
                    .toList();
            admin.createTopics(missing).all().get();
            awaitLeaders(admin);
            return missing.size();
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof TopicExistsException) {
                return 0;
            }
            throw new StackException("the topics cannot be created: " + refused.getCause(), refused);
        }
    }

    /** A topic is made before its partitions can be written; a producer that is faster may see its first batches fail. */
    private static void awaitLeaders(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> everyPartition = new HashMap<>();
        for (Topic topic : Topics.all()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                everyPartition.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!haveLeaders(admin, everyPartition, System.nanoTime() > deadline)) {
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** A broker that has just made a topic may not tell of it yet. */
    private static boolean haveLeaders(Admin admin, Map<TopicPartition, OffsetSpec> partitions, boolean last)
            throws ExecutionException, InterruptedException {
        try {
            admin.listOffsets(partitions).all().get();
            return true;
        } catch (ExecutionException failed) {
            if (last || !(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw failed;
            }
            return false;
        }
    }

    private static NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config());
    }
}
