package io.candlelake.query;

import io.candlelake.lake.Definition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;

/** A lake as the sink writes it: Iceberg's own JdbcCatalog on SQLite in WAL mode, files of one row. */
final class LakeWriter implements AutoCloseable {
    private static final Namespace DATABASE = Namespace.of("candlelake");

    private final JdbcCatalog catalog = new JdbcCatalog();

    LakeWriter(Path folder) {
        catalog.setConf(new Configuration());
        catalog.initialize(
                "candlelake",
                Map.of(
                        "uri",
                                "jdbc:sqlite:" + folder.resolve("catalog.sqlite")
                                        + "?journal_mode=WAL&busy_timeout=30000",
                        "jdbc.schema-version", "V1",
                        "warehouse", "file://" + folder.resolve("warehouse")));
        if (!catalog.namespaceExists(DATABASE)) {
            catalog.createNamespace(DATABASE);
        }
    }

    Table create(String name) {
        Schema schema = new Schema(
                Types.NestedField.required(1, "product_id", Types.StringType.get()),
                Types.NestedField.required(2, "trade_id", Types.LongType.get()),
                Types.NestedField.required(3, "price", Types.DecimalType.of(38, 18)),
                Types.NestedField.required(4, "time", Types.TimestampType.withZone()),
                Types.NestedField.optional(5, "payload", Types.BinaryType.get()));
        PartitionSpec byDay = PartitionSpec.builderFor(schema).day("time").build();
        return catalog.createTable(TableIdentifier.of(DATABASE, name), schema, byDay, Map.of("format-version", "2"));
    }

    /** As the lake creates it. */
    Table create(io.candlelake.contract.table.Table declared) {
        Schema schema = Definition.schema(declared);
        return catalog.createTable(
                TableIdentifier.of(DATABASE, declared.name()),
                schema,
                Definition.partition(declared, schema),
                Map.of("format-version", "2"));
    }

    void drop(String name) {
        catalog.dropTable(TableIdentifier.of(DATABASE, name));
    }

    /** Returns the new snapshot's id. */
    static long append(Table table, long tradeId, String price, String time, byte[] payload) {
        GenericRecord row = GenericRecord.create(table.schema());
        row.setField("product_id", "BTC-USD");
        row.setField("trade_id", tradeId);
        row.setField("price", new BigDecimal(price).setScale(18));
        row.setField("time", OffsetDateTime.parse(time));
        row.setField("payload", ByteBuffer.wrap(payload));
        return append(table, List.of(row));
    }

    /** One file a row, one commit for all; returns the new snapshot's id. */
    static long append(Table table, List<GenericRecord> rows) {
        AppendFiles append = table.newAppend();
        rows.forEach(row -> append.appendFile(file(table, row)));
        append.commit();
        return table.currentSnapshot().snapshotId();
    }

    private static DataFile file(Table table, GenericRecord row) {
        PartitionKey partition = new PartitionKey(table.spec(), table.schema());
        partition.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row));
        OutputFile file = table.io()
                .newOutputFile(table.locationProvider()
                        .newDataLocation(table.spec(), partition, UUID.randomUUID() + ".parquet"));
        try {
            DataWriter<Record> writer = Parquet.writeData(file)
                    .schema(table.schema())
                    .withSpec(table.spec())
                    .withPartition(table.spec().isPartitioned() ? partition : null)
                    .createWriterFunc(type -> GenericParquetWriter.create(table.schema(), type))
                    .build();
            try (writer) {
                writer.write(row);
            }
            return writer.toDataFile();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        catalog.close();
    }
}
