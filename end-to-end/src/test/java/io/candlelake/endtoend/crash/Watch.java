package io.candlelake.endtoend.crash;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A reader of committed ticks or candles that says when the next one of every partition is there. */
final class Watch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    /** What was committed before a kill may arrive so much after it; no process starts in less. */
    private static final long SETTLE_NANOS = Duration.ofMillis(400).toNanos();

    private final String topic;
    private final Properties settings = new Properties();
    private final Thread thread;
    private final Map<Integer, Long> arrivedAt = new ConcurrentHashMap<>();
    private volatile long since;
    private volatile boolean ending;

    Watch(String bootstrapServers, String topic) {
        this.topic = topic;
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        thread = new Thread(this::run, "watch-" + topic);
        thread.start();
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!ending) {
                Set<TopicPartition> spoke = consumer.poll(POLL).partitions();
                long now = System.nanoTime();
                if (now - since > SETTLE_NANOS) {
                    spoke.forEach(partition -> arrivedAt.merge(
                            partition.partition(), now, (before, later) -> before > since ? before : later));
                }
            }
        }
    }

    /** A process was killed now: what comes next is of its successor. */
    void killed(long nanoTime) {
        since = nanoTime;
    }

    /** Whether each partition that ever had a record has one since; false before the first. */
    boolean hasArrived() {
        return !arrivedAt.isEmpty() && arrivedAt.values().stream().allMatch(time -> time > since);
    }

    /** From the kill to the first record since, of the partition that waited longest. */
    Duration recovery() {
        return Duration.ofNanos(Collections.max(arrivedAt.values()) - since);
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
