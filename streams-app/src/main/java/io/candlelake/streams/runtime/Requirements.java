package io.candlelake.streams.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/**
 * What has to be there before anything starts: Kafka, and each topic that the topology reads or writes. Kafka Streams itself
 * would wait for a minute, or for ever, and then speak of metadata.
 */
final class Requirements {
    private static final int ASK_MILLIS = 2_000;

    /** A topic that was made just now is not known to each broker at once. */
    private static final Duration TOPIC_PATIENCE = Duration.ofSeconds(3);

    private final Set<String> topics;
    private final Properties kafka;
    private final Duration patience;

    Requirements(Topology topology, Properties kafka, Duration patience) {
        this.topics = topics(topology);
        this.kafka = kafka;
        this.patience = patience;
    }

    private static Set<String> topics(Topology topology) {
        return topology.describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .flatMap(Requirements::topics)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> topics(TopologyDescription.Node node) {
        if (node instanceof TopologyDescription.Source source) {
            return source.topicSet().stream();
        }
        return node instanceof TopologyDescription.Sink sink && sink.topic() != null
                ? Stream.of(sink.topic())
                : Stream.empty();
    }

    /**
     * Waits for Kafka within the patience, and throws {@link Unusable} when it does not come, refuses us, or lacks a topic.
     *
     * @param stop ends the wait when it is opened; false is returned then
     */
    boolean await(CountDownLatch stop) throws InterruptedException {
        Instant began = Instant.now();
        try (Admin admin = Admin.create(adminSettings())) {
            while (stop.getCount() > 0) {
                Set<String> missing = new TreeSet<>();
                boolean answers = ask(admin, missing);
                Duration waited = Duration.between(began, Instant.now());
                if (answers && missing.isEmpty()) {
                    return true;
                }
                if (answers && waited.compareTo(TOPIC_PATIENCE) >= 0) {
                    throw new Unusable(missingTopics(missing));
                }
                if (!answers && waited.compareTo(patience) >= 0) {
                    throw new Unusable("Kafka at " + kafka.getProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG)
                            + " did not answer within " + patience.toSeconds()
                            + " s: is it running, and KAFKA_BOOTSTRAP_SERVERS its address?");
                }
                stop.await(200, TimeUnit.MILLISECONDS);
            }
        }
        return false;
    }

    static String missingTopics(Set<String> missing) {
        return "Kafka has no topic " + String.join(", ", missing)
                + ": create what is missing as topics.json declares it (./candlelake up, docker compose and Terraform do)";
    }

    private Map<String, Object> adminSettings() {
        Map<String, Object> settings = new StreamsConfig(kafka).getAdminConfigs("requirements");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ASK_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ASK_MILLIS);
        return settings;
    }

    /** Whether Kafka answers; adds the topics that it does not have. */
    private boolean ask(Admin admin, Set<String> missing) throws InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        topics, new DescribeTopicsOptions().timeoutMs(ASK_MILLIS))
                .topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
            try {
                answer.getValue().get();
            } catch (ExecutionException refused) {
                if (refused.getCause() instanceof UnknownTopicOrPartitionException) {
                    missing.add(answer.getKey());
                } else if (refused.getCause() instanceof RetriableException) {
                    return false;
                } else {
                    throw new Unusable(Fault.of(refused).line());
                }
            }
        }
        return true;
    }
}
