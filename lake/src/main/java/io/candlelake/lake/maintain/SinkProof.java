package io.candlelake.lake.maintain;

import io.candlelake.lake.sink.LastWriter;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * The snapshot by which a sink knows how far the table is: the newest of the current one's ancestors whose summary names offsets of Kafka.
 *
 * <p>Both sinks walk back from the current snapshot until one says it; ours adds {@code candlelake.offsets}, Apache's
 * {@code kafka.connect.offsets.…}. A commit of maintenance says nothing of it, on purpose: were it to repeat what it read, and a sink
 * commit in between, the table would claim an older offset than it holds. So the snapshot stays, with all after it.
 */
final class SinkProof {
    private SinkProof() {}

    /** Empty when no sink ever wrote here, or when what it wrote has expired already. */
    static Optional<Snapshot> of(Table table) {
        return LastWriter.newestSnapshot(SnapshotUtil.currentAncestors(table));
    }
}
