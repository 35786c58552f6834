package io.candlelake.local.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The last records of a topic: {@code new NewestRecords(broker, "ticks", Optional.of("BTC-USD")).read(10)}.
 *
 * <p>Read backwards in growing steps from each partition's end, for offsets hold markers of transactions, and other keys.
 */
final class NewestRecords {
    private static final Comparator<ConsumerRecord<byte[], byte[]>> IN_TIME =
            Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                    .thenComparingInt(ConsumerRecord::partition)
                    .thenComparingLong(ConsumerRecord::offset);

    private static final int STEP_GROWTH = 4;

    private final CommittedRecords records;
    private final Map<TopicPartition, Broker.Extent> extents;
    private final Optional<String> key;

    NewestRecords(Broker broker, String topic, Optional<String> key) {
        this.records = new CommittedRecords(broker);
        this.extents = broker.extents(List.of(topic));
        this.key = key;
    }

    /** At most so many, in the order of their timestamps. */
    List<ConsumerRecord<byte[], byte[]>> read(int limit) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        if (limit > 0) {
            extents.forEach((partition, extent) -> found.addAll(lastOf(partition, extent, limit)));
        }
        found.sort(IN_TIME);
        return List.copyOf(found.subList(Math.max(0, found.size() - limit), found.size()));
    }

    /** Where following goes on. */
    Map<TopicPartition, Broker.Extent> extents() {
        return extents;
    }

    /** Whether a record is asked for. */
    boolean matches(ConsumerRecord<byte[], byte[]> candidate) {
        return key.isEmpty() || (candidate.key() != null && new String(candidate.key(), UTF_8).equals(key.get()));
    }

    private List<ConsumerRecord<byte[], byte[]>> lastOf(TopicPartition partition, Broker.Extent extent, int limit) {
        List<ConsumerRecord<byte[], byte[]>> newest = new ArrayList<>();
        long step = 2L * limit + 10;
        for (long to = extent.end(); to > extent.begin() && newest.size() < limit; step *= STEP_GROWTH) {
            long from = Math.max(extent.begin(), to - step);
            List<ConsumerRecord<byte[], byte[]>> earlier = new ArrayList<>();
            records.read(Map.of(partition, from), Map.of(partition, to), read -> keep(earlier, read, limit));
            newest.addAll(0, earlier);
            to = from;
        }
        return newest.subList(Math.max(0, newest.size() - limit), newest.size());
    }

    /** Keeps the last ones alone, for a key that is rare makes the steps large. */
    private void keep(List<ConsumerRecord<byte[], byte[]>> kept, ConsumerRecord<byte[], byte[]> read, int limit) {
        if (matches(read)) {
            kept.add(read);
            if (kept.size() > 2 * limit) {
                kept.subList(0, kept.size() - limit).clear();
            }
        }
    }
}
