package io.candlelake.lake;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * What stands in a table: {@code candles, snapshot 8123…, committed 2 s ago, 1,234 rows in 56 files}.
 *
 * @param table its name
 * @param commit the last one; empty for a table that nothing was ever written to
 * @param rows of the current snapshot; rows deleted by position would still count, but nothing deletes so here
 * @param files data files of the current snapshot
 * @param bytes of those files
 */
public record TableState(String table, Optional<Commit> commit, long rows, long files, long bytes) {

    /**
     * The last commit.
     *
     * @param snapshotId for {@code FOR VERSION AS OF}
     * @param time of the last one that changed a row, by the committer's clock, to the millisecond
     */
    public record Commit(long snapshotId, Instant time) {}

    /** As loaded. */
    public static TableState of(String name, Table table) {
        Snapshot current = table.currentSnapshot();
        if (current == null) {
            return new TableState(name, Optional.empty(), 0, 0, 0);
        }
        return new TableState(
                name,
                Optional.of(new Commit(current.snapshotId(), Instant.ofEpochMilli(lastChange(table, current)))),
                total(current, "total-records"),
                total(current, "total-data-files"),
                total(current, "total-files-size"));
    }

    /** Compaction makes nothing fresh. Of a table whose rows are older than its snapshots, the oldest of these. */
    private static long lastChange(Table table, Snapshot current) {
        long time = current.timestampMillis();
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            time = snapshot.timestampMillis();
            if (!DataOperations.REPLACE.equals(snapshot.operation())) {
                return time;
            }
        }
        return time;
    }

    private static long total(Snapshot snapshot, String name) {
        Map<String, String> summary = snapshot.summary();
        return Long.parseLong(summary.getOrDefault(name, "0"));
    }
}
