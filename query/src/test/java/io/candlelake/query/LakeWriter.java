package io.candlelake.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
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

/** A lake as the sink writes it: Iceberg's own JdbcCatalog on SQLite in WAL mode, one file and one commit a row. */
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

    /** Returns the new snapshot's id. */
    static long append(Table table, long tradeId, String price, String time, byte[] payload) {
        GenericRecord row = GenericRecord.create(table.schema());
        row.setField("product_id", "BTC-USD");
        row.setField("trade_id", tradeId);
        row.setField("price", new BigDecimal(price).setScale(18));
        row.setField("time", OffsetDateTime.parse(time));
        row.setField("payload", ByteBuffer.wrap(payload));
        PartitionKey day = new PartitionKey(table.spec(), table.schema());
        day.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row));
        OutputFile file = table.io()
                .newOutputFile(
                        table.locationProvider().newDataLocation(table.spec(), day, UUID.randomUUID() + ".parquet"));
        try {
            DataWriter<Record> writer = Parquet.writeData(file)
                    .schema(table.schema())
                    .withSpec(table.spec())
                    .withPartition(day)
                    .createWriterFunc(type -> GenericParquetWriter.create(table.schema(), type))
                    .build();
            try (writer) {
                writer.write(row);
            }
            table.newAppend().appendFile(writer.toDataFile()).commit();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return table.currentSnapshot().snapshotId();
    }

    @Override
    public void close() {
        catalog.close();
    }
}
