package io.candlelake.lake.rebuild;

import io.candlelake.contract.table.Column;
import io.candlelake.lake.row.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;

/** Rows to new data files of a table, one for each partition that they fall into. Nothing is in the table by that. */
final class RowWriter {
    private final Table table;
    private final Map<PartitionKey, DataWriter<Record>> open = new LinkedHashMap<>();
    private final PartitionKey key;
    private final InternalRecordWrapper wrapper;

    RowWriter(Table table) {
        this.table = table;
        this.key = new PartitionKey(table.spec(), table.schema());
        this.wrapper = new InternalRecordWrapper(table.schema().asStruct());
    }

    void write(Row row) {
        Record record = GenericRecord.create(table.schema());
        for (Column column : row.form().columns()) {
            if (table.schema().findField(column.name()) != null) {
                record.setField(column.name(), value(column, row.get(column.name())));
            }
        }
        write(record);
    }

    /** As Iceberg's generic readers give it. */
    void write(Record record) {
        key.partition(wrapper.wrap(record));
        DataWriter<Record> file = open.get(key);
        if (file == null) {
            PartitionKey own = key.copy();
            file = create(own);
            open.put(own, file);
        }
        file.write(record);
    }

    private static @Nullable Object value(Column column, @Nullable Object value) {
        if (value instanceof Long micros && column.type().equals("timestamptz")) {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        }
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }

    private DataWriter<Record> create(PartitionKey partition) {
        String name = "rebuilt-" + UUID.randomUUID() + ".parquet";
        boolean whole = table.spec().isUnpartitioned();
        OutputFile file = table.io()
                .newOutputFile(
                        whole
                                ? table.locationProvider().newDataLocation(name)
                                : table.locationProvider().newDataLocation(table.spec(), partition, name));
        try {
            return Parquet.writeData(file)
                    .forTable(table)
                    .metricsConfig(MetricsConfig.forTable(table))
                    .withPartition(whole ? null : partition)
                    .createWriterFunc(type -> GenericParquetWriter.create(table.schema(), type))
                    .build();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write a file of table " + table.name(), failed);
        }
    }

    /** Closes the files. */
    List<DataFile> finish() {
        List<DataFile> files = new ArrayList<>();
        for (DataWriter<Record> file : open.values()) {
            try {
                file.close();
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot finish a file of table " + table.name(), failed);
            }
            files.add(file.toDataFile());
        }
        open.clear();
        return files;
    }
}
