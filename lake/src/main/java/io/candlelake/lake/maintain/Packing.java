package io.candlelake.lake.maintain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Which files of a table are to be written anew, by partition: {@code time_day=2026-07-07: 300 files, 3 MB}.
 *
 * <p>Files that a sink just wrote are packed and sorted once there are some. What was packed before and is still small is packed again only
 * with at least as many bytes of others: so a row is written anew at most as often as its file's size can be doubled up to the target,
 * ten times perhaps, however often maintenance runs; and a partition never has more than that many small files beside the new ones. A
 * partition into which nothing came for an hour is packed whole.
 */
final class Packing {
    /** Fewer new files are left for the next time. */
    private static final int LEAST_FILES = 5;

    /** A group is packed by one thread in one commit: what is larger is cut. */
    private static final long MOST_BYTES = 1L << 30;

    private static final long REST_MILLIS = 60 * 60 * 1000L;

    private final Table table;
    private final Snapshot snapshot;
    private final FileSizes sizes;
    private final long now;

    Packing(Table table, long now) {
        this.table = table;
        this.snapshot = table.currentSnapshot();
        this.sizes = FileSizes.of(table);
        this.now = now;
    }

    /**
     * Files of one partition that one commit replaces.
     *
     * @param partition for people: {@code time_day=2026-07-07}; empty for an unpartitioned table
     * @param tasks the files, with the deletes that apply to them
     */
    record Group(String partition, List<FileScanTask> tasks) {
        long bytes() {
            return tasks.stream().mapToLong(FileScanTask::length).sum();
        }
    }

    /** Empty when all is well. */
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        if (snapshot == null) {
            return groups;
        }
        long restingBefore = newestSequenceAt(now - REST_MILLIS);
        candidates().forEach((partition, tasks) -> {
            boolean resting = tasks.all.stream().allMatch(task -> sequence(task.file()) <= restingBefore);
            groups.addAll(cut(partition, chosen(tasks, resting)));
        });
        return groups;
    }

    /** What a partition has that could be packed, and all that it has. */
    private record Partition(List<FileScanTask> all, List<FileScanTask> fresh, List<FileScanTask> small) {}

    private Map<String, Partition> candidates() {
        Map<String, Partition> partitions = new LinkedHashMap<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
            for (FileScanTask task : tasks) {
                if (task.file().format() == FileFormat.PARQUET) {
                    Partition partition = partitions.computeIfAbsent(
                            name(task), name -> new Partition(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
                    partition.all.add(task);
                    if (isFresh(task)) {
                        partition.fresh.add(task);
                    } else if (task.file().fileSizeInBytes() < sizes.small()) {
                        partition.small.add(task);
                    }
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the files of " + table.name() + " cannot be listed", failed);
        }
        return partitions;
    }

    private static String name(FileScanTask task) {
        return task.spec().specId() + " "
                + task.spec().partitionToPath(task.file().partition());
    }

    /** Not in the table's order, or with deleted rows. */
    private boolean isFresh(FileScanTask task) {
        Integer order = task.file().sortOrderId();
        boolean sorted = table.sortOrder().isUnsorted()
                ? task.file().fileSizeInBytes() >= sizes.small()
                : order != null && order == table.sortOrder().orderId();
        return !sorted || !task.deletes().isEmpty();
    }

    private List<FileScanTask> chosen(Partition partition, boolean resting) {
        List<FileScanTask> chosen = new ArrayList<>();
        long bytes = 0;
        boolean enough = partition.fresh.size() >= LEAST_FILES
                || partition.fresh.stream().anyMatch(task -> !task.deletes().isEmpty())
                || partition.fresh.stream().mapToLong(FileScanTask::length).sum() >= sizes.small();
        if (enough || (resting && !partition.fresh.isEmpty())) {
            chosen.addAll(partition.fresh);
            bytes = partition.fresh.stream().mapToLong(FileScanTask::length).sum();
        }
        List<FileScanTask> small = new ArrayList<>(partition.small);
        small.sort(Comparator.comparingLong(FileScanTask::length));
        for (FileScanTask task : small) {
            if (resting ? small.size() + chosen.size() > 1 : task.length() <= bytes) {
                chosen.add(task);
                bytes += task.length();
            }
        }
        boolean alone = chosen.size() == 1 && !partition.fresh.contains(chosen.get(0));
        return alone ? List.of() : chosen;
    }

    private static List<Group> cut(String name, List<FileScanTask> tasks) {
        List<Group> groups = new ArrayList<>();
        List<FileScanTask> group = new ArrayList<>();
        long bytes = 0;
        String partition = name.substring(name.indexOf(' ') + 1);
        for (FileScanTask task : tasks) {
            if (!group.isEmpty() && bytes + task.length() > MOST_BYTES) {
                groups.add(new Group(partition, List.copyOf(group)));
                group.clear();
                bytes = 0;
            }
            group.add(task);
            bytes += task.length();
        }
        if (!group.isEmpty()) {
            groups.add(new Group(partition, List.copyOf(group)));
        }
        return groups;
    }

    /** Of the newest snapshot that is so old; 0 when none is. What expired is older than what is kept. */
    private long newestSequenceAt(long time) {
        long oldest = Long.MAX_VALUE;
        for (Snapshot ancestor : SnapshotUtil.currentAncestors(table)) {
            if (ancestor.timestampMillis() <= time) {
                return ancestor.sequenceNumber();
            }
            oldest = Math.min(oldest, ancestor.sequenceNumber());
        }
        return oldest == Long.MAX_VALUE ? 0 : oldest - 1;
    }

    private static long sequence(DataFile file) {
        Long sequence = file.dataSequenceNumber();
        return sequence == null ? 0 : sequence;
    }
}
