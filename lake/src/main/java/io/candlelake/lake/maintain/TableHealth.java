package io.candlelake.lake.maintain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What a reader of a table has to go through: {@code 3,600 files (3,599 small) in 36 manifests, 3,600 snapshots, planned in 0.4 s}.
 *
 * @param files data files of the current snapshot
 * @param smallFiles of those, under three quarters of the size that the table aims at
 * @param deleteFiles files of deleted rows
 * @param bytes of the data files
 * @param rows in the data files
 * @param snapshots that can be travelled to
 * @param manifests of the current snapshot
 * @param planning time that it took to find the files of a query on everything
 */
public record TableHealth(
        long files,
        long smallFiles,
        long deleteFiles,
        long bytes,
        long rows,
        long snapshots,
        long manifests,
        Duration planning) {
    static final TableHealth EMPTY = new TableHealth(0, 0, 0, 0, 0, 0, 0, Duration.ZERO);

    /** Plans a query on the whole table, as loaded: reads its manifests. */
    public static TableHealth of(Table table) {
        Snapshot current = table.currentSnapshot();
        if (current == null) {
            return EMPTY;
        }
        long begin = System.nanoTime();
        long limit = FileSizes.of(table).small();
        long files = 0;
        long small = 0;
        long bytes = 0;
        long rows = 0;
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                files++;
                small += task.file().fileSizeInBytes() < limit ? 1 : 0;
                bytes += task.file().fileSizeInBytes();
                rows += task.file().recordCount();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the files of " + table.name() + " cannot be listed", failed);
        }
        Duration planning = Duration.ofNanos(System.nanoTime() - begin);
        return new TableHealth(
                files,
                small,
                Long.parseLong(current.summary().getOrDefault("total-delete-files", "0")),
                bytes,
                rows,
                count(table.snapshots()),
                current.allManifests(table.io()).size(),
                planning);
    }

    /** From 0, all are large, to 1. */
    public double smallFileRatio() {
        return files == 0 ? 0 : (double) smallFiles / files;
    }

    private static long count(Iterable<?> things) {
        long count = 0;
        for (Object unused : things) {
            count++;
        }
        return count;
    }
}
