package io.candlelake.streams.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the state stores have been read back from their changelogs: {@code 3 partitions, 81,200 records left, 41,000/s}. A
 * restoration begins with the first partition and ends with the last.
 */
public final class RestoreProgress implements StateRestoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);
    private static final Duration SAY_EVERY = Duration.ofSeconds(5);

    private final Clock clock;
    private final Map<TopicPartition, Long> remaining = new HashMap<>();
    private final Map<String, LongAdder> restored = new ConcurrentHashMap<>();
    private Instant began = Instant.EPOCH;
    private Instant ended = Instant.EPOCH;
    private Instant said = Instant.EPOCH;
    private long restoredNow;

    RestoreProgress(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        if (remaining.isEmpty()) {
            began = clock.instant();
            said = began;
            restoredNow = 0;
        }
        remaining.put(partition, Math.max(end - start, 0));
    }

    @Override
    public synchronized void onBatchRestored(TopicPartition partition, String store, long lastOffset, long records) {
        restored(store).add(records);
        restoredNow += records;
        remaining.computeIfPresent(partition, (same, left) -> Math.max(left - records, 0));
        if (Duration.between(said, clock.instant()).compareTo(SAY_EVERY) >= 0) {
            said = clock.instant();
            LOG.info("restoring state: {}", this);
        }
    }

    @Override
    public synchronized void onRestoreEnd(TopicPartition partition, String store, long total) {
        over(partition);
    }

    @Override
    public synchronized void onRestoreSuspended(TopicPartition partition, String store, long total) {
        over(partition);
    }

    private void over(TopicPartition partition) {
        remaining.remove(partition);
        if (remaining.isEmpty()) {
            ended = clock.instant();
            if (restoredNow > 0) {
                LOG.info("state restored: {}", this);
            }
        }
    }

    /** Changelog partitions that are being read. */
    public synchronized int partitions() {
        return remaining.size();
    }

    /** Records; fewer may come, for aborted ones and markers have offsets too. */
    synchronized long remaining() {
        return remaining.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized double seconds() {
        Instant until = remaining.isEmpty() ? ended : clock.instant();
        return Duration.between(began, until).toMillis() / 1_000.0;
    }

    synchronized double rate() {
        double seconds = seconds();
        return seconds > 0 ? restoredNow / seconds : 0;
    }

    LongAdder restored(String store) {
        return restored.computeIfAbsent(store, first -> new LongAdder());
    }

    @Override
    public synchronized String toString() {
        return String.format(
                Locale.ROOT,
                "%,d records in %.1f s, %,.0f a second, %,d left of %d partitions",
                restoredNow,
                seconds(),
                rate(),
                remaining(),
                remaining.size());
    }
}
