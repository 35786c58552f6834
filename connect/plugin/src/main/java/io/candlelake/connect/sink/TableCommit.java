package io.candlelake.connect.sink;

import io.candlelake.contract.table.SinkSummary;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Iceberg commit that adds files and says of which records they are, or adds nothing.
 *
 * <p>Before it, the table must be where we started from in each of our partitions: else another task has written them, and ours are
 * refused. That is looked at again inside Iceberg's own retries, for between the look and the commit another task may write other
 * partitions, and its offsets must not be overwritten by what we read before.
 */
final class TableCommit {
    /** What became of a batch. */
    enum Outcome {
        /** It is in the table. */
        COMMITTED,
        /** It is not in the table, for someone else was faster too often, or the catalog said no: to be tried again. */
        CONFLICT,
        /** It may be in the table: the catalog did not say, and cannot be asked now. To be tried again as the same commit. */
        UNKNOWN,
        /** The table is elsewhere than we started from: our rows are not to be added. */
        FENCED
    }

    private static final Logger LOG = LoggerFactory.getLogger(TableCommit.class);

    /** How often other tasks of the same table may be faster before the task turns to its next records. */
    private static final int MOST_MERGES = 20;

    private final Table table;
    private long lastMillis;

    TableCommit(Table table) {
        this.table = table;
    }

    /** Tries; never throws for what a catalog does. Tried again with the same batch, it adds it once all the same. */
    Outcome commit(Batch batch) {
        for (int merges = 0; merges < MOST_MERGES; merges++) {
            try {
                table.refresh();
                Offsets base = CommittedOffsets.of(table);
                if (!isAt(base, batch.from())) {
                    return CommittedOffsets.contains(table, batch.commit()) ? Outcome.COMMITTED : Outcome.FENCED;
                }
                commit(batch, base);
                return Outcome.COMMITTED;
            } catch (ValidationException otherPartitionsMoved) {
                LOG.debug("{}: another task committed meanwhile, merging anew", table.name());
            } catch (CommitFailedException conflict) {
                LOG.warn("{}: commit refused, to be tried again: {}", table.name(), conflict.getMessage());
                return Outcome.CONFLICT;
            } catch (RuntimeException unknown) {
                LOG.warn("{}: the outcome of a commit is not known: {}", table.name(), unknown.toString());
                return Outcome.UNKNOWN;
            }
        }
        return Outcome.CONFLICT;
    }

    private void commit(Batch batch, Offsets base) {
        String offsets = base.with(batch.to()).toString();
        Transaction transaction = table.newTransaction();
        AppendFiles append = transaction
                .newAppend()
                .set(SinkSummary.OFFSETS, offsets)
                .set(CommittedOffsets.COMMIT, batch.commit())
                .set(SinkSummary.LAST_COMMIT_MILLIS, Long.toString(lastMillis))
                .validateWith(stillAt(base));
        batch.files().forEach(append::appendFile);
        append.commit();
        transaction
                .updateProperties()
                .set(SinkSummary.OFFSETS, offsets)
                .set(CommittedOffsets.COMMIT, batch.commit())
                .commit();
        transaction.commitTransaction();
    }

    /** Ancestors that do not say it are a compaction's whose elders have expired: nothing of a sink was added since. */
    private static SnapshotAncestryValidator stillAt(Offsets base) {
        return new SnapshotAncestryValidator() {
            @Override
            public boolean validate(Iterable<Snapshot> ancestors) {
                return CommittedOffsets.newestIn(ancestors).map(base::equals).orElse(true);
            }

            @Override
            public String errorMessage() {
                return "the table's offsets are no longer " + base;
            }
        };
    }

    private static boolean isAt(Offsets table, Map<TopicPartition, Long> expected) {
        return expected.entrySet().stream()
                .allMatch(entry -> table.of(entry.getKey()).orElse(Batch.NOWHERE) == entry.getValue());
    }

    /** The task's commit before took so long, milliseconds; 0 before its first. */
    TableCommit after(long previousMillis) {
        lastMillis = previousMillis;
        return this;
    }
}
