package io.candlelake.benchmarks.lake;

import io.candlelake.benchmarks.report.Numbers;
import io.candlelake.contract.table.SinkSummary;
import io.candlelake.lake.maintain.TableHealth;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * A table at the end of a slice of time, as a reader of its metadata finds it.
 *
 * @param health files, manifests, snapshots, planning
 * @param metadataBytes of the file that every commit writes anew and every reader reads first
 * @param commitMillis median of the slice's commits, as the sink says in its snapshots; empty list's median, 0, for one that does not
 * @param newestMillis time of the newest snapshot: the next slice begins there
 */
record TableSlice(TableHealth health, long metadataBytes, double commitMillis, long newestMillis) {
    /**
     * As loaded.
     *
     * @param afterMillis snapshots up to then are of an earlier slice
     */
    static TableSlice of(Table table, long afterMillis) {
        List<Snapshot> fresh = StreamSupport.stream(table.snapshots().spliterator(), false)
                .filter(snapshot -> snapshot.timestampMillis() > afterMillis)
                .toList();
        List<Double> commits = fresh.stream()
                .map(snapshot -> snapshot.summary().getOrDefault(SinkSummary.LAST_COMMIT_MILLIS, "0"))
                .map(Double::parseDouble)
                .filter(millis -> millis > 0)
                .toList();
        String metadata = ((HasTableOperations) table).operations().current().metadataFileLocation();
        return new TableSlice(
                TableHealth.of(table),
                table.io().newInputFile(metadata).getLength(),
                Numbers.median(commits),
                fresh.stream().mapToLong(Snapshot::timestampMillis).max().orElse(afterMillis));
    }
}
