package io.candlelake.lake.maintain;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.InternalData;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.util.SortedMerge;
import org.jspecify.annotations.Nullable;

/**
 * Sorts more rows than fit in memory: what is full is sorted and written to a run on disk, and the runs are merged.
 *
 * <pre>{@code
 * try (RowSort sort = new RowSort(schema, byTime, 32 << 20)) {
 *     rows.forEach(sort::add);
 *     try (CloseableIterable<StructLike> sorted = sort.sorted()) { ... }
 * }
 * }</pre>
 */
final class RowSort implements Closeable {
    private final Schema schema;
    private final Comparator<StructLike> order;
    private final long memoryBytes;
    private final List<StructLike> rows = new ArrayList<>();
    private final List<Path> runs = new ArrayList<>();
    private @Nullable Path folder;
    private long bytes;

    /** @param memoryBytes about what the rows held at a time may take */
    RowSort(Schema schema, Comparator<StructLike> order, long memoryBytes) {
        this.schema = schema;
        this.order = order;
        this.memoryBytes = memoryBytes;
    }

    /** The row is kept: it must not be written over. */
    void add(StructLike row) {
        rows.add(row);
        bytes += RowSize.of(row);
        if (bytes >= memoryBytes) {
            spill();
        }
    }

    int runs() {
        return runs.size();
    }

    /** All rows, once; equal ones in the order in which they came as long as they fit in memory. */
    CloseableIterable<StructLike> sorted() {
        rows.sort(order);
        if (runs.isEmpty()) {
            return CloseableIterable.withNoopClose(rows);
        }
        List<CloseableIterable<StructLike>> all = new ArrayList<>();
        for (Path run : runs) {
            all.add(InternalData.read(FileFormat.AVRO, org.apache.iceberg.Files.localInput(run.toFile()))
                    .project(schema)
                    .build());
        }
        all.add(CloseableIterable.withNoopClose(rows));
        return new SortedMerge<>(order, all);
    }

    private void spill() {
        rows.sort(order);
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("candlelake-sort");
            }
            Path run = folder.resolve("run-" + runs.size() + ".avro");
            runs.add(run);
            try (FileAppender<StructLike> file = InternalData.write(
                            FileFormat.AVRO, org.apache.iceberg.Files.localOutput(run.toFile()))
                    .schema(schema)
                    .named("row")
                    .set("write.avro.compression-codec", "snappy")
                    .build()) {
                rows.forEach(file::add);
            }
        } catch (IOException full) {
            throw new UncheckedIOException("rows cannot be sorted on disk", full);
        }
        rows.clear();
        bytes = 0;
    }

    @Override
    public void close() {
        try {
            for (Path run : runs) {
                Files.deleteIfExists(run);
            }
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("what was sorted on disk cannot be removed", failed);
        }
    }
}
