package io.candlelake.lake.sink;

import io.candlelake.contract.table.SinkOffsets;
import io.candlelake.contract.table.SinkSummary;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** Which sink wrote to a table last: what the newest of the current snapshot's ancestors says that a sink made. */
public sealed interface LastWriter {
    /** None ever did, and there are no rows. */
    record Nobody() implements LastWriter {}

    /**
     * Our own.
     *
     * @param offsets that the table holds, the next to come: {@code {"ticks":{"0":1200}}}
     */
    record Ours(SinkOffsets offsets) implements LastWriter {}

    /**
     * Our own, which then gave the table to Apache's; that one has not committed yet.
     *
     * @param offsets at which Apache's begins
     */
    record HandedOver(SinkOffsets offsets) implements LastWriter {}

    /** Apache's, which does not say up to which offsets. */
    record Apaches() implements LastWriter {}

    /** There are rows, but nothing is left that says whose. */
    record Unknown() implements LastWriter {}

    /** Of the table as loaded. */
    static LastWriter of(Table table) {
        return newestSnapshot(SnapshotUtil.currentAncestors(table))
                .map(LastWriter::of)
                .orElseGet(() -> withoutSnapshot(table));
    }

    /** The newest snapshot that a sink made, of these that are newest first. */
    static Optional<Snapshot> newestSnapshot(Iterable<Snapshot> ancestors) {
        return StreamSupport.stream(ancestors.spliterator(), false)
                .filter(snapshot -> snapshot.summary().keySet().stream().anyMatch(SinkSummary::isPlace))
                .findFirst();
    }

    private static LastWriter of(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        String ours = summary.get(SinkSummary.OFFSETS);
        if (ours != null) {
            return new Ours(SinkOffsets.parse(ours));
        }
        String handedOver = summary.get(SinkSummary.HANDED_OVER);
        return handedOver != null ? new HandedOver(SinkOffsets.parse(handedOver)) : new Apaches();
    }

    private static LastWriter withoutSnapshot(Table table) {
        String property = table.properties().get(SinkSummary.OFFSETS);
        if (property != null) {
            return new Ours(SinkOffsets.parse(property));
        }
        Snapshot current = table.currentSnapshot();
        boolean isEmpty =
                current == null || "0".equals(current.summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"));
        return isEmpty ? new Nobody() : new Unknown();
    }
}
