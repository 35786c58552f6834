package io.candlelake.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * {@code CoordinatorSeed.ensure(admin, sink)}, before the connector is created for the first time.
 *
 * <p>The sink commits its source's offsets together with the list of files it wrote, on the control topic. Its coordinator,
 * which puts these files into the table, starts at the end of that topic while its group has no offset: files written before
 * the first commit are lost when the worker dies then. A group that starts at 0 loses nothing.
 */
final class CoordinatorSeed {
    /** By size alone: files that wait for their commit while the stack is stopped for a month must still be there. */
    private static final Map<String, String> CONTROL_TOPIC = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "67108864",
            "segment.bytes", "16777216");

    private static final Duration PROPAGATION = Duration.ofSeconds(30);

    private CoordinatorSeed() {}

    static void ensure(Admin admin, Sink sink) {
        boolean created = createTopic(admin, sink.controlTopic());
        TopicPartition control = new TopicPartition(sink.controlTopic(), 0);
        // An offset older than the topic itself would lie beyond its end: then the group starts anew as well.
        if (created || offset(admin, sink.coordinatorGroup(), control).isEmpty()) {
            seed(admin, sink.coordinatorGroup(), control);
        }
    }

    /** The broker that keeps the group hears of a new topic a moment after the one that created it. */
    private static void seed(Admin admin, String group, TopicPartition control) {
        Instant deadline = Instant.now().plus(PROPAGATION);
        while (true) {
            try {
                admin.alterConsumerGroupOffsets(group, Map.of(control, new OffsetAndMetadata(0)))
                        .all()
                        .get();
                return;
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)
                        || Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException(
                            "cannot set the first offset of " + group + ": " + failed.getCause(), failed);
                }
                pause();
            } catch (InterruptedException stopped) {
                throw interrupted(stopped);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    private static boolean createTopic(Admin admin, String name) {
        NewTopic topic = new NewTopic(name, Optional.of(1), Optional.empty()).configs(CONTROL_TOPIC);
        try {
            admin.createTopics(Set.of(topic)).all().get();
            return true;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new IllegalStateException("cannot create topic " + name + ": " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    private static Optional<OffsetAndMetadata> offset(Admin admin, String group, TopicPartition partition) {
        return Optional.ofNullable(get(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                        "read the offsets of " + group)
                .get(partition));
    }

    static <T> T get(KafkaFuture<T> future, String what) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("cannot " + what + ": " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    private static IllegalStateException interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("stopped while waiting for the broker", stopped);
    }
}
