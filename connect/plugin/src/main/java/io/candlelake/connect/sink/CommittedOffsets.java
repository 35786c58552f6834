package io.candlelake.connect.sink;

import io.candlelake.contract.table.SinkSummary;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * Where a table says how far it is: in the summary of each snapshot that a sink made, and once more in the table's properties.
 *
 * <p>The newest of the current snapshot's ancestors that says it is right, also after a rollback: then the rows behind it are gone, and
 * their records are read again. The property is for the day when all such snapshots have expired and only a compaction's is left.
 */
final class CommittedOffsets {
    /** Beside {@link SinkSummary#OFFSETS}: the identity of the commit, by which one of unknown outcome is found again. */
    static final String COMMIT = "candlelake.commit-id";

    private CommittedOffsets() {}

    /**
     * What the table holds now, as loaded.
     *
     * @throws IllegalStateException when it cannot be known: the table was rolled back to before its sink's first snapshot that is kept
     */
    static Offsets of(Table table) {
        return newestIn(SnapshotUtil.currentAncestors(table)).orElseGet(() -> fromProperty(table));
    }

    /** Of the first snapshot that says it, newest first. */
    static Optional<Offsets> newestIn(Iterable<Snapshot> ancestors) {
        for (Snapshot snapshot : ancestors) {
            String text = snapshot.summary().get(SinkSummary.OFFSETS);
            if (text != null) {
                return Optional.of(Offsets.parse(text));
            }
        }
        return Optional.empty();
    }

    private static Offsets fromProperty(Table table) {
        String text = table.properties().get(SinkSummary.OFFSETS);
        if (text == null) {
            return Offsets.NONE;
        }
        // Had the property's snapshot only expired, it would be gone; it is kept, but no ancestor of what is current.
        String commit = table.properties().getOrDefault(COMMIT, "");
        for (Snapshot snapshot : table.snapshots()) {
            if (commit.equals(snapshot.summary().get(COMMIT))) {
                throw new IllegalStateException("table " + table.name()
                        + " was set back to a snapshot from before its sink's oldest one that is kept: which records it holds"
                        + " is not known. Set it to snapshot " + snapshot.snapshotId()
                        + ", or empty it and remove its property "
                        + SinkSummary.OFFSETS);
            }
        }
        return Offsets.parse(text);
    }

    /** Whether the commit is in what the table holds now. */
    static boolean contains(Table table, String commit) {
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            if (commit.equals(commitOf(snapshot))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String commitOf(Snapshot snapshot) {
        return snapshot.summary().get(COMMIT);
    }
}
