package io.candlelake.connect.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data files that are being written, one for each partition value of the table: {@code time_day=2026-07-07}.
 *
 * <p>A replay of a month touches thirty at once. Each open file holds memory, so of too many the one that was longest without a row is
 * closed; a file that has reached its size is closed too, and the next row opens another.
 */
final class OpenFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    /**
     * What a column's dictionary may hold where the table does not say it: enough for markets, feeds and other words. With Parquet's 2 MB
     * times and numbers of trades, nearly all of them different, are looked up in one for a second's worth of rows before it is given
     * up, which is a sixth of the time of writing.
     */
    private static final String DICTIONARY_BYTES = Integer.toString(64 << 10);

    private final Table table;
    private final long targetBytes;
    private final int most;
    private final OutputFileFactory names;
    private final PartitionKey key;
    // In the order of use: the first is the one to close.
    private final LinkedHashMap<PartitionKey, DataWriter<Row>> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<DataFile> closed = new ArrayList<>();
    private long rows;

    /**
     * @param targetBytes a file of that size is closed
     * @param most open at a time, at least 1
     */
    OpenFiles(Table table, int task, long targetBytes, int most) {
        this.table = table;
        this.targetBytes = targetBytes;
        this.most = most;
        this.key = new PartitionKey(table.spec(), table.schema());

        this.names = OutputFileFactory.builderFor(table, task, System.currentTimeMillis())
                .operationId(UUID.randomUUID().toString())
                .format(FileFormat.PARQUET)
                .build();
    }

    /**
     * Adds a row, which may be written over afterwards. Throws {@link UncheckedIOException} when a file cannot be written; what is
     * open is then to be discarded.
     */
    void write(Row row) {
        key.partition(row);
        DataWriter<Row> file = open.get(key);
        if (file == null) {
            closeSurplus();
            PartitionKey own = key.copy();
            file = create(own);
            open.put(own, file);
        }
        file.write(row);
        rows++;
        // Asking a writer for its size is not free, and rows are small.
        if ((rows & 0x3ff) == 0 && file.length() >= targetBytes) {
            close(file);
            open.remove(key);
        }
    }

    private void closeSurplus() {
        while (open.size() >= most) {
            Iterator<DataWriter<Row>> oldest = open.values().iterator();
            close(oldest.next());
            oldest.remove();
        }
    }

    private DataWriter<Row> create(PartitionKey partition) {
        try {
            return Parquet.writeData(
                            table.spec().isUnpartitioned() ? names.newOutputFile() : names.newOutputFile(partition))
                    .forTable(table)
                    .set(
                            TableProperties.PARQUET_DICT_SIZE_BYTES,
                            table.properties().getOrDefault(TableProperties.PARQUET_DICT_SIZE_BYTES, DICTIONARY_BYTES))
                    .metricsConfig(MetricsConfig.forTable(table))
                    .createWriterFunc(type -> InternalWriter.createWriter(table.schema(), type))
                    .withPartition(table.spec().isUnpartitioned() ? null : partition)
                    .overwrite()
                    .build();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write a file of table " + table.name(), failed);
        }
    }

    private void close(DataWriter<Row> file) {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot finish a file of table " + table.name(), failed);
        }
        closed.add(file.toDataFile());
    }

    long rows() {
        return rows;
    }

    int openCount() {
        return open.size();
    }

    /** Bytes of the files, closed and open, about. */
    long bytes() {
        long bytes = closed.stream().mapToLong(DataFile::fileSizeInBytes).sum();
        for (DataWriter<Row> file : open.values()) {
            bytes += file.length();
        }
        return bytes;
    }

    /** Closes every file; all of them since the last time, for one commit. */
    List<DataFile> finish() {
        for (Iterator<DataWriter<Row>> files = open.values().iterator(); files.hasNext(); ) {
            close(files.next());
            files.remove();
        }
        List<DataFile> finished = List.copyOf(closed);
        closed.clear();
        rows = 0;
        return finished;
    }

    /** Deletes everything since the last {@link #finish}: as if its rows had never come. */
    void discard() {
        for (Map.Entry<PartitionKey, DataWriter<Row>> entry : open.entrySet()) {
            try {
                entry.getValue().close();
                table.io().deleteFile(entry.getValue().toDataFile().location());
            } catch (IOException | RuntimeException halfWritten) {
                LOG.warn("a half written file of {} is left to the removal of orphans", table.name());
            }
        }
        open.clear();
        closed.forEach(file -> table.io().deleteFile(file.location()));
        closed.clear();
        rows = 0;
    }
}
