package io.candlelake.endtoend.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.endtoend.command.Sandbox;
import io.candlelake.endtoend.command.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics as the contract's file declares them; whoever runs the processes creates them. */
final class DeclaredTopics {
    private static final Path FILE =
            Sandbox.home().resolve("contract/src/main/resources/io/candlelake/contract/topics.json");

    private DeclaredTopics() {}

    /** Returns when each partition can be written. */
    static void create(Admin admin) throws IOException, InterruptedException, ExecutionException {
        List<NewTopic> topics = new ArrayList<>();
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (JsonNode topic : new ObjectMapper().readTree(FILE.toFile()).get("topics")) {
            String name = topic.get("name").textValue();
            int count = topic.get("partitions").intValue();
            Map<String, String> config = new HashMap<>();
            topic.get("config")
                    .properties()
                    .forEach(
                            entry -> config.put(entry.getKey(), entry.getValue().textValue()));
            topics.add(new NewTopic(name, count, (short) 1).configs(config));
            for (int partition = 0; partition < count; partition++) {
                partitions.put(new TopicPartition(name, partition), OffsetSpec.latest());
            }
        }
        admin.createTopics(topics).all().get();
        Waiting.until(FeedStack.PATIENCE, () -> "every topic's partitions", () -> areKnown(admin, partitions));
    }

    /** A broker has created a topic before it tells of it. */
    private static boolean areKnown(Admin admin, Map<TopicPartition, OffsetSpec> partitions) {
        try {
            admin.listOffsets(partitions).all().get();
            return true;
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new IllegalStateException(refused);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
