package io.candlelake.connect.sink;

import io.candlelake.contract.table.SinkOffsets;
import io.candlelake.contract.table.SinkSummary;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
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
 * refused. Iceberg's own retries would commit the same offsets onto whatever came in between, so they are forbidden to: anything that
 * came, another task's partitions or a compaction, is looked at anew first.
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
    private final UnknownRows unknownRows;
    private long lastMillis;

    TableCommit(Table table, UnknownRows unknownRows) {
        this.table = table;
        this.unknownRows = unknownRows;
    }

    /**
     * Tries; never throws for what a catalog does. Tried again with the same batch, it adds it once all the same.
     *
     * @throws UnknownPlaceException when the table was given to another sink, or set back too far
     */
    Outcome commit(Batch batch) {
        for (int merges = 0; merges < MOST_MERGES; merges++) {
            try {
                table.refresh();
                SinkOffsets base = CommittedOffsets.of(table, unknownRows);
                if (!isAt(base, batch.from())) {
                    return CommittedOffsets.contains(table, batch.commit()) ? Outcome.COMMITTED : Outcome.FENCED;
                }
                commit(batch, base);
                return Outcome.COMMITTED;
            } catch (UnknownPlaceException notOurs) {
                throw notOurs;
            } catch (ValidationException somethingCame) {
                LOG.debug("{}: somebody committed meanwhile, merging anew", table.name());
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

    private void commit(Batch batch, SinkOffsets base) {
        TableMetadata metadata = ((HasTableOperations) table).operations().current();
        String offsets = base.with(batch.to()).toString();
        Transaction transaction = table.newTransaction();
        AppendFiles append = transaction
                .newAppend()
                .set(SinkSummary.OFFSETS, offsets)
                .set(SinkSummary.COMMIT, batch.commit())
                .set(SinkSummary.LAST_COMMIT_MILLIS, Long.toString(lastMillis))
                .validateWith(onto(Optional.ofNullable(metadata.currentSnapshot())));
        batch.files().forEach(append::appendFile);
        append.commit();
        transaction
                .updateProperties()
                .set(SinkSummary.OFFSETS, offsets)
                .set(SinkSummary.COMMIT, batch.commit())
                .set(SinkSummary.SEQUENCE, Long.toString(metadata.nextSequenceNumber()))
                .commit();
        transaction.commitTransaction();
    }

    private static SnapshotAncestryValidator onto(Optional<Snapshot> parent) {
        Optional<Long> expected = parent.map(Snapshot::snapshotId);
        return new SnapshotAncestryValidator() {
            @Override
            public boolean validate(Iterable<Snapshot> ancestors) {
                Iterator<Snapshot> newest = ancestors.iterator();
                return expected.equals(
                        newest.hasNext() ? Optional.of(newest.next().snapshotId()) : Optional.empty());
            }

            @Override
            public String errorMessage() {
                return "the table is no longer at " + expected;
            }
        };
    }

    private static boolean isAt(SinkOffsets table, Map<TopicPartition, Long> expected) {
        return expected.entrySet().stream()
                .allMatch(entry -> table.of(entry.getKey()).orElse(Batch.NOWHERE) == entry.getValue());
    }

    /** The task's commit before took so long, milliseconds; 0 before its first. */
    TableCommit after(long previousMillis) {
        lastMillis = previousMillis;
        return this;
    }
}
