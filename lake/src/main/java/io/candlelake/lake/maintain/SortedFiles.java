package io.candlelake.lake.maintain;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;

/** Writes rows of one partition, in the order in which they come, to files of the table's size. */
final class SortedFiles implements Closeable {
    /** Held in memory until it is full: a quarter of what Iceberg takes by default, which also lets a reader skip more. */
    private static final String ROW_GROUP_BYTES = Integer.toString(32 << 20);

    private final Table table;
    private final PartitionSpec spec;
    private final StructLike partition;
    private final long targetBytes;
    private final OutputFileFactory names;
    private final List<DataFile> closed = new ArrayList<>();
    private @Nullable DataWriter<StructLike> open;
    private long rows;

    SortedFiles(Table table, PartitionSpec spec, StructLike partition) {
        this.table = table;
        this.spec = spec;
        this.partition = partition;
        this.targetBytes = FileSizes.of(table).target();
        this.names = OutputFileFactory.builderFor(table, 0, System.currentTimeMillis())
                .operationId("maintain-" + UUID.randomUUID())
                .format(FileFormat.PARQUET)
                .build();
    }

    /** Throws {@link UncheckedIOException} when a file cannot be written. */
    void write(StructLike row) {
        if (open == null) {
            open = create();
        }
        open.write(row);
        rows++;
        // Asking a writer for its size is not free, and rows are small.
        if ((rows & 0x3ff) == 0 && open.length() >= targetBytes) {
            finishFile();
        }
    }

    private DataWriter<StructLike> create() {
        EncryptedOutputFile file =
                spec.isUnpartitioned() ? names.newOutputFile() : names.newOutputFile(spec, partition);
        try {
            return Parquet.writeData(file)
                    .forTable(table)
                    .set("write.parquet.row-group-size-bytes", ROW_GROUP_BYTES)
                    .metricsConfig(MetricsConfig.forTable(table))
                    .createWriterFunc(type -> InternalWriter.createWriter(table.schema(), type))
                    .withSpec(spec)
                    .withPartition(spec.isUnpartitioned() ? null : partition)
                    .withSortOrder(table.sortOrder())
                    .overwrite()
                    .build();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write a file of table " + table.name(), failed);
        }
    }

    private void finishFile() {
        if (open != null) {
            try {
                open.close();
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot finish a file of table " + table.name(), failed);
            }
            closed.add(open.toDataFile());
            open = null;
        }
    }

    /** Closes the last file; all of them. */
    List<DataFile> finish() {
        finishFile();
        return List.copyOf(closed);
    }

    long rows() {
        return rows;
    }

    /** What is open is closed, whatever became of it; its file is an orphan then. */
    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
