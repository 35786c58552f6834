package io.candlelake.connect.sink;

import io.candlelake.contract.table.SinkOffsets;
import io.candlelake.contract.table.SinkSummary;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Where a table says how far it is: in the summary of each snapshot that a sink made, and once more in the table's properties.
 *
 * <p>The newest of the current snapshot's ancestors that says it is right, also after a rollback: then the rows behind it are gone, and
 * their records are read again. The property is for the day when all such snapshots have expired and only a compaction's is left. A
 * table that another sink went on with, or of whose rows nobody says where they come from, is not written to: they would come twice.
 */
final class CommittedOffsets {
    private CommittedOffsets() {}

    /**
     * What the table holds now, as loaded.
     *
     * @param rows what to do with rows of which nobody says where they come from
     * @throws UnknownPlaceException when it cannot be known
     */
    static SinkOffsets of(Table table, UnknownRows rows) {
        Optional<Snapshot> place = newestPlace(SnapshotUtil.currentAncestors(table));
        if (place.isEmpty()) {
            return withoutSnapshot(table, rows);
        }
        return Optional.ofNullable(place.get().summary().get(SinkSummary.OFFSETS))
                .map(SinkOffsets::parse)
                .orElseThrow(() -> new UnknownPlaceException("table " + table.name()
                        + " was last written by another sink (snapshot "
                        + place.get().snapshotId() + "): hand it over first, else its rows come twice"));
    }

    private static Optional<Snapshot> newestPlace(Iterable<Snapshot> ancestors) {
        return StreamSupport.stream(ancestors.spliterator(), false)
                .filter(snapshot -> snapshot.summary().keySet().stream().anyMatch(SinkSummary::isPlace))
                .findFirst();
    }

    private static SinkOffsets withoutSnapshot(Table table, UnknownRows rows) {
        String text = table.properties().get(SinkSummary.OFFSETS);
        if (text != null) {
            return fromProperty(table, text);
        }
        Snapshot current = table.currentSnapshot();
        String held = current == null ? "0" : current.summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0");
        if (rows == UnknownRows.REFUSE && !held.equals("0")) {
            throw new UnknownPlaceException("table " + table.name() + " holds " + held
                    + " rows, and nothing says of which records: empty it, or set " + LakeSinkConfig.UNKNOWN_ROWS
                    + "=keep to add all records to them");
        }
        return SinkOffsets.NONE;
    }

    /**
     * The property outlives its snapshot, so it must not speak for a table that was set back to before it: what is current then has a
     * lower sequence number.
     */
    private static SinkOffsets fromProperty(Table table, String text) {
        Snapshot current = table.currentSnapshot();
        long least = Long.parseLong(table.properties().getOrDefault(SinkSummary.SEQUENCE, "0"));
        if (current == null || current.sequenceNumber() < least) {
            throw new UnknownPlaceException("table " + table.name()
                    + " was set back to before its sink's oldest snapshot that is kept: which records it holds is not known. Set it to "
                    + "a newer snapshot, or empty it and remove its property " + SinkSummary.OFFSETS);
        }
        return SinkOffsets.parse(text);
    }

    /** Whether the commit is in what the table holds now. */
    static boolean contains(Table table, String commit) {
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            if (commit.equals(snapshot.summary().get(SinkSummary.COMMIT))) {
                return true;
            }
        }
        return false;
    }
}
