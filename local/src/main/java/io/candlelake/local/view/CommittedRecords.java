package io.candlelake.local.view;

import io.candlelake.local.stack.StackException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what stands between two offsets: {@code new CommittedRecords(broker).read(from, to, record -> count++)}.
 *
 * <p>Markers and records of aborted transactions are stepped over: an offset difference is not a number of records, this is.
 */
public final class CommittedRecords {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Broker broker;

    public CommittedRecords(Broker broker) {
        this.broker = broker;
    }

    /**
     * Hands over each record, in order within its partition.
     *
     * @param from offsets, inclusive; partitions without one are left out
     * @param to offsets, exclusive
     * @throws StackException when the broker stops answering
     */
    public void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, Long> open = new HashMap<>(from);
        open.entrySet().removeIf(entry -> entry.getValue() >= to.getOrDefault(entry.getKey(), 0L));
        if (!open.isEmpty()) {
            broker.asking(() -> readAll(open, to, records));
        }
    }

    /** How many it read. */
    private long readAll(
            Map<TopicPartition, Long> open,
            Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> records) {
        KafkaConsumer<byte[], byte[]> consumer = broker.consumer();
        long count = 0;
        consumer.assign(open.keySet());
        // A partition that an earlier reading paused stays so across an assignment.
        consumer.resume(open.keySet());
        open.forEach(consumer::seek);
        long progressed = System.nanoTime();
        while (!open.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(polled.topic(), polled.partition());
                if (polled.offset() < to.getOrDefault(partition, 0L)) {
                    records.accept(polled);
                    count++;
                }
            }
            boolean moved = advance(consumer, open, to);
            progressed = moved ? System.nanoTime() : progressed;
            if (System.nanoTime() - progressed > PATIENCE.toNanos()) {
                throw new StackException("the broker at " + broker.address() + " delivers no records of "
                        + open.keySet() + "; see its log");
            }
        }
        return count;
    }

    /** Drops the partitions that are read to their end; whether any moved. */
    private static boolean advance(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> open, Map<TopicPartition, Long> to) {
        boolean moved = false;
        for (TopicPartition partition : List.copyOf(open.keySet())) {
            long position = consumer.position(partition);
            moved |= position != open.getOrDefault(partition, -1L);
            open.put(partition, position);
            if (position >= to.getOrDefault(partition, 0L)) {
                open.remove(partition);
                consumer.pause(List.of(partition));
            }
        }
        return moved;
    }

    /** How many records stand there, for each partition. */
    public Map<TopicPartition, Long> count(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        Map<TopicPartition, Long> counts = new HashMap<>();
        read(from, to, found -> counts.merge(new TopicPartition(found.topic(), found.partition()), 1L, Long::sum));
        return counts;
    }

    /** The ends of these topics now, for {@link #read}. */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        broker.extents(topics).forEach((partition, extent) -> ends.put(partition, extent.end()));
        return ends;
    }
}
