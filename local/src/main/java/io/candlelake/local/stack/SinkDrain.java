package io.candlelake.local.stack;

import io.candlelake.connect.Sink;
import io.candlelake.connect.SinkKind;
import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits, before the sinks are stopped, until they have put into the tables what the topics hold. Only a courtesy: what they have not
 * committed they commit after the next start.
 */
final class SinkDrain {
    private static final Duration POLL = Duration.ofMillis(150);
    private static final Duration ROUND = Duration.ofMillis(1_200);
    /** A transaction's end takes an offset of its own, which no sink reads. */
    private static final long MARKER = 1;

    private final String bootstrapServers;
    private final SinkKind sink;

    SinkDrain(String bootstrapServers, SinkKind sink) {
        this.bootstrapServers = bootstrapServers;
        this.sink = sink;
    }

    /** Returns then, or when the time is over. */
    void await(Instant atMost) throws InterruptedException {
        int patience = (int) Math.max(1, Duration.between(Instant.now(), atMost).toMillis());
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "default.api.timeout.ms", patience,
                "request.timeout.ms", patience))) {
            while (!isDrained(admin, atMost)) {
                if (Instant.now().isAfter(atMost)) {
                    return;
                }
                Thread.sleep(POLL.toMillis());
            }
            if (sink == SinkKind.LAKE) {
                return; // It tells its group only what is in the table.
            }
            // What was read is in files; the next round puts these into the table.
            Thread.sleep(Math.max(
                    0,
                    Math.min(
                            ROUND.toMillis(),
                            Duration.between(Instant.now(), atMost).toMillis())));
        }
    }

    private static boolean isDrained(Admin admin, Instant atMost) throws InterruptedException {
        try {
            for (Sink sink : Sink.all()) {
                if (!isRead(admin, sink.group(), sink.table(), atMost)) {
                    return false;
                }
            }
            return true;
        } catch (ExecutionException | TimeoutException brokerIsGone) {
            return true;
        }
    }

    private static boolean isRead(Admin admin, String group, String topic, Instant atMost)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < Topics.named(topic).partitions(); partition++) {
            wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                get(admin.listOffsets(wanted).all(), atMost);
        Map<TopicPartition, OffsetAndMetadata> read =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), atMost);
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata position = read.get(end.getKey());
            return end.getValue().offset() <= MARKER
                    || (position != null
                            && position.offset() + MARKER >= end.getValue().offset());
        });
    }

    private static <T> T get(KafkaFuture<T> future, Instant atMost)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(Math.max(1, Duration.between(Instant.now(), atMost).toMillis()), TimeUnit.MILLISECONDS);
    }
}
