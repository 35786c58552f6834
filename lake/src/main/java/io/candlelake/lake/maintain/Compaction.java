package io.candlelake.lake.maintain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.SortOrderComparators;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Writes the files of a group anew, sorted and few, and replaces them in one commit.
 *
 * <p>Beside ingestion that is safe: rows that are added meanwhile are in other files. It is refused, and nothing changes, when one of the
 * replaced files is gone or got a deleted row since it was read; the new files count as old as those, so that a row deleted by value
 * stays deleted.
 */
final class Compaction {
    private final Table table;
    private final Snapshot from;
    private final long memoryBytes;

    /**
     * @param table as loaded when the group was chosen
     * @param memoryBytes about what the rows that are sorted may take
     */
    Compaction(Table table, long memoryBytes) {
        this.table = table;
        this.from = table.currentSnapshot();
        this.memoryBytes = memoryBytes;
    }

    /**
     * What became of a group.
     *
     * @param replaced files before; 0 when it was refused
     * @param added files after
     * @param refusal why it was, in words; empty when it was not
     */
    record Result(int replaced, int added, String refusal) {}

    Result run(Packing.Group group) {
        List<DataFile> written = write(group);
        Set<DataFile> replaced = new HashSet<>();
        group.tasks().forEach(task -> replaced.add(task.file()));
        try {
            RewriteFiles rewrite = table.newRewrite()
                    .validateFromSnapshot(from.snapshotId())
                    .dataSequenceNumber(from.sequenceNumber());
            rewrite.set(Maintenance.MARK, "compaction");
            replaced.forEach(rewrite::deleteFile);
            written.forEach(rewrite::addFile);
            rewrite.commit();
            return new Result(replaced.size(), written.size(), "");
        } catch (ValidationException | CommitFailedException refused) {
            // Known to be not in the table. Of an unknown outcome they must stay.
            written.forEach(file -> table.io().deleteFile(file.location()));
            return new Result(
                    0,
                    0,
                    String.valueOf(refused.getMessage()).lines().findFirst().orElse("refused"));
        }
    }

    private List<DataFile> write(Packing.Group group) {
        DataFile first = group.tasks().get(0).file();
        SortOrder order = table.sortOrder();
        // Of an unsorted table all rows are equal: each has as many columns.
        Comparator<StructLike> comparator = order.isUnsorted()
                ? Comparator.comparingInt(StructLike::size)
                : SortOrderComparators.forSchema(table.schema(), order);
        long read = 0;
        try (RowSort sort = new RowSort(table.schema(), comparator, memoryBytes);
                SortedFiles files = new SortedFiles(table, group.tasks().get(0).spec(), first.partition())) {
            for (FileScanTask task : group.tasks()) {
                try (CloseableIterable<StructLike> rows = new LiveRows(table).of(task)) {
                    for (StructLike row : rows) {
                        sort.add(row);
                        read++;
                    }
                }
            }
            try (CloseableIterable<StructLike> sorted = sort.sorted()) {
                sorted.forEach(files::write);
            }
            List<DataFile> written = files.finish();
            check(group, read, written);
            return written;
        } catch (IOException failed) {
            throw new UncheckedIOException("table " + table.name() + " cannot be compacted", failed);
        }
    }

    /** No row may be lost here: what is committed is counted, at what was read and at what the replaced files say. */
    private void check(Packing.Group group, long read, List<DataFile> written) {
        long rows = written.stream().mapToLong(DataFile::recordCount).sum();
        long expected = group.tasks().stream()
                .mapToLong(task -> task.file().recordCount())
                .sum();
        boolean deletes =
                group.tasks().stream().anyMatch(task -> !task.deletes().isEmpty());
        if (rows != read || (!deletes && rows != expected)) {
            throw new IllegalStateException("compaction of " + table.name() + " " + group.partition() + " read " + read
                    + " rows of " + expected + " and wrote " + rows + ": nothing was replaced");
        }
    }
}
