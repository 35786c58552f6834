package io.candlelake.connect.sink;

import io.candlelake.contract.table.SinkOffsets;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.apache.iceberg.Table;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One table, as one task writes it: rows into open files, and now and then one commit of the files with their records' offsets.
 *
 * <p>Whatever happens, the table's own offsets say what is in it. So everything here that is not committed may be thrown away at
 * any time, if only the task then reads again from the table's offsets: after a rebalance, a full disk, a commit that another
 * task was faster with.
 */
final class TableSink {
    /** A commit is tried again after the pause, then after twice that, and so on up to 16 times. */
    private static final int MOST_DOUBLINGS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(TableSink.class);

    private final Table table;
    private final RowFormat format;
    private final FileLimits limits;
    private final UnknownRows unknownRows;
    private final int task;
    private final TableMetrics metrics;
    private final BiConsumer<SinkRecord, UnwritableRecordException> unwritable;
    private final LongSupplier nanoClock;

    /** Of each of our partitions, where the table is; {@link Batch#NOWHERE} where it says nothing. */
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    /** Of each of our partitions, the next record to take. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private int schemaId;
    private RowReader reader;
    private Row row;
    private OpenFiles files;
    private @Nullable Batch pending;
    private boolean mayBeCommitted;
    private long oldestNanos;
    private long failingSinceNanos;
    private long lastTryNanos;
    private int failures;

    /** Records taken since the last batch was made, with a row or without. */
    private long uncommitted;

    /** Kafka's time of the oldest of them. */
    private long oldestMillis = Long.MAX_VALUE;

    /**
     * @param unknownRows what to do with rows in the table of which nobody says where they come from
     * @param unwritable told of each record without a row; throws when that is to stop the task
     * @param nanoClock {@link System#nanoTime}
     */
    TableSink(
            Table table,
            RowFormat format,
            FileLimits limits,
            UnknownRows unknownRows,
            int task,
            TableMetrics metrics,
            BiConsumer<SinkRecord, UnwritableRecordException> unwritable,
            LongSupplier nanoClock) {
        this.table = table;
        this.format = format;
        this.limits = limits;
        this.unknownRows = unknownRows;
        this.task = task;
        this.metrics = metrics;
        this.unwritable = unwritable;
        this.nanoClock = nanoClock;
        this.schemaId = table.schema().schemaId();
        this.reader = format.reader(table.schema());
        this.row = new Row(table.schema().columns().size());
        this.files = new OpenFiles(table, task, limits.targetBytes(), limits.mostOpen());
    }

    /**
     * These partitions are ours from now on.
     *
     * @return where to read each of them from
     */
    Map<TopicPartition, Long> open(Collection<TopicPartition> partitions) {
        table.refresh();
        SinkOffsets offsets = CommittedOffsets.of(table, unknownRows);
        Map<TopicPartition, Long> from = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long offset = offsets.of(partition).orElse(Batch.NOWHERE);
            committed.put(partition, offset);
            // A partition of which the table knows nothing is read from its beginning, whatever the group has
            // committed.
            next.put(partition, Math.max(offset, 0));
            from.put(partition, Math.max(offset, 0));
        }
        return from;
    }

    /** Takes the record's row. One that comes again is known by its offset. */
    void put(TopicPartition partition, SinkRecord record) {
        long offset = record.originalKafkaOffset();
        Long wanted = next.get(partition);
        if (wanted == null) {
            throw new ConnectException("a record of " + partition + " came, which is not assigned to this task");
        }
        if (offset < wanted) {
            return;
        }
        if (!hasUncommitted()) {
            oldestNanos = nanoClock.getAsLong();
        }
        try {
            readInto(record);
            files.write(row);
            metrics.rowTaken();
        } catch (UnwritableRecordException bad) {
            metrics.recordUnwritable();
            unwritable.accept(record, bad);
        }
        next.put(partition, offset + 1);
        uncommitted++;
        if (record.timestamp() != null) {
            oldestMillis = Math.min(oldestMillis, record.timestamp());
        }
    }

    /** A field without a column may have got one since the table was loaded. */
    private void readInto(SinkRecord record) throws UnwritableRecordException {
        try {
            reader.read(record, row);
        } catch (UnwritableRecordException unknownOrBad) {
            table.refresh();
            if (table.schema().schemaId() == schemaId) {
                throw unknownOrBad;
            }
            followSchema();
            reader.read(record, row);
        }
    }

    private void followSchema() {
        if (files.rows() > 0) {
            throw new SchemaChangedException();
        }
        LOG.info(
                "{}: columns changed, schema {} is now {}",
                table.name(),
                schemaId,
                table.schema().schemaId());
        schemaId = table.schema().schemaId();
        reader = format.reader(table.schema());
        row = new Row(table.schema().columns().size());
        files = new OpenFiles(table, task, limits.targetBytes(), limits.mostOpen());
    }

    /** The table has other columns than the open files: these are to be committed first, and the record to be put again. */
    static final class SchemaChangedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        SchemaChangedException() {
            super("the table's columns changed", null, false, false);
        }
    }

    boolean hasUncommitted() {
        return pending != null || uncommitted > 0;
    }

    /** True while a commit was not taken, or may not have been: nothing more is to be read before it is known. */
    boolean isHeldBack() {
        return pending != null;
    }

    /** How long until a commit is due; zero when it is. Negative when there is nothing to commit. */
    Duration untilDue() {
        if (pending != null) {
            Duration again = limits.retry().multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
            Duration left = again.minusNanos(nanoClock.getAsLong() - lastTryNanos);
            return left.isNegative() ? Duration.ZERO : left;
        }
        if (!hasUncommitted()) {
            return Duration.ofNanos(-1);
        }
        if (files.rows() >= limits.mostRows()) {
            return Duration.ZERO;
        }
        Duration left = limits.interval().minusNanos(nanoClock.getAsLong() - oldestNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Commits what there is, or tries again what was not taken.
     *
     * @return where to read from again: empty, but when our rows were refused, for another task had written these partitions, or when a
     *     file cannot be written to its end
     * @throws ConnectException when the table has taken no commit for too long
     */
    Map<TopicPartition, Long> commit() {
        Batch batch;
        try {
            batch = pending != null ? pending : finish();
        } catch (UncheckedIOException full) {
            return rewind(full);
        }
        if (batch == null) {
            return Map.of();
        }
        long startNanos = nanoClock.getAsLong();
        TableCommit.Outcome outcome = new TableCommit(table, unknownRows)
                .after(metrics.getLastCommitMillis())
                .commit(batch);
        return switch (outcome) {
            case COMMITTED -> {
                committed.putAll(batch.to());
                settled();
                metrics.committed(batch, Duration.ofNanos(nanoClock.getAsLong() - startNanos));
                yield Map.of();
            }
            case CONFLICT, UNKNOWN -> {
                mayBeCommitted |= outcome == TableCommit.Outcome.UNKNOWN;
                metrics.refused(outcome);
                failed(batch);
                yield Map.of();
            }
            case FENCED -> {
                metrics.refused(outcome);
                LOG.warn(
                        "{}: another task has written {}: reading again from the table's offsets",
                        table.name(),
                        batch.to().keySet());
                pending = batch;
                yield rewind();
            }
        };
    }

    private @Nullable Batch finish() {
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<TopicPartition, Long> to = new HashMap<>();
        next.forEach((partition, offset) -> {
            long before = committed.getOrDefault(partition, Batch.NOWHERE);
            if (offset != Math.max(before, 0)) {
                from.put(partition, before);
                to.put(partition, offset);
            }
        });
        if (to.isEmpty()) {
            return null;
        }
        uncommitted = 0;
        long rows = files.rows();
        Batch batch = new Batch(UUID.randomUUID().toString(), files.finish(), from, to, rows, oldestMillis);
        oldestMillis = Long.MAX_VALUE;
        return batch;
    }

    private void failed(Batch batch) {
        long now = nanoClock.getAsLong();
        if (pending == null) {
            failingSinceNanos = now;
        }
        pending = batch;
        lastTryNanos = now;
        failures++;
        if (now - failingSinceNanos > limits.patience().toNanos()) {
            throw new ConnectException("table " + table.name() + " has taken no commit for "
                    + limits.patience().toSeconds()
                    + " s: is its catalog there? Restart the task when it is; nothing is lost");
        }
    }

    private void settled() {
        pending = null;
        mayBeCommitted = false;
        failures = 0;
    }

    /** As {@link #rewind()}, for a file that cannot be written: the disk is full, or gone. */
    Map<TopicPartition, Long> rewind(UncheckedIOException full) {
        LOG.warn(
                "a file cannot be written ({}): reading again from the table's offsets",
                String.valueOf(full.getCause()));
        return rewind();
    }

    /**
     * Throws away all that is not committed.
     *
     * @return where to read our partitions from again
     */
    Map<TopicPartition, Long> rewind() {
        files.discard();
        if (pending != null && !mayBeCommitted) {
            pending.files().forEach(file -> table.io().deleteFile(file.location()));
        }
        settled();
        uncommitted = 0;
        oldestMillis = Long.MAX_VALUE;
        return open(Map.copyOf(next).keySet());
    }

    /** These partitions are no longer ours. Call {@link #commit} or {@link #rewind} before. */
    void close(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            committed.remove(partition);
            next.remove(partition);
        });
    }

    /** Where the table is, of a partition of ours; {@link Batch#NOWHERE} where it says nothing. */
    long committed(TopicPartition partition) {
        return committed.getOrDefault(partition, Batch.NOWHERE);
    }

    /** Of each of our partitions, the next record to take. */
    Map<TopicPartition, Long> next() {
        return Map.copyOf(next);
    }

    TableMetrics metrics() {
        return metrics.openFiles(files.openCount());
    }

    boolean owns(TopicPartition partition) {
        return next.containsKey(partition);
    }
}
