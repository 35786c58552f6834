package io.candlelake.lake.maintain;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** Removes snapshots that are older than they are kept, and the files that only they had. The sink's proof stays. */
final class SnapshotExpiry {
    private final Table table;
    private final Instant before;

    /**
     * @param keep how old a snapshot gets
     * @param now by the clock of those who commit
     */
    SnapshotExpiry(Table table, Duration keep, Instant now) {
        this.table = table;
        Instant cut = now.minus(keep);
        this.before = SinkProof.of(table)
                .map(Snapshot::timestampMillis)
                .map(Instant::ofEpochMilli)
                .filter(proof -> proof.isBefore(cut))
                .orElse(cut);
    }

    /** How many would go, if no branch or tag holds them. */
    long due() {
        Snapshot current = table.currentSnapshot();
        return StreamSupport.stream(table.snapshots().spliterator(), false)
                .filter(snapshot -> snapshot.timestampMillis() < before.toEpochMilli())
                .filter(snapshot -> current == null || snapshot.snapshotId() != current.snapshotId())
                .count();
    }

    /**
     * Removes them.
     *
     * @return files that were deleted
     */
    long run() {
        AtomicLong deleted = new AtomicLong();
        table.expireSnapshots()
                .expireOlderThan(before.toEpochMilli())
                .deleteWith(location -> deleted.addAndGet(Deletion.of(table.io(), location) ? 1 : 0))
                .commit();
        return deleted.get();
    }
}
