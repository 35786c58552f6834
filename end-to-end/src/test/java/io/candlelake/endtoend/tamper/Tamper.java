package io.candlelake.endtoend.tamper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.parquet.Parquet;

/** Somebody who commits to a table behind the pipeline's back, as any writer of Iceberg can: {@code Tamper.with(data, "ticks", …)}. */
public final class Tamper {
    private Tamper() {}

    /**
     * Writes the whole table anew.
     *
     * @param chosen rows that the change is applied to; the first of them alone
     * @param change gives what stands in the row's place: none, itself twice, or another
     * @return the row that was chosen, as it was
     */
    public static Record with(
            Path data, String lake, String name, Predicate<Record> chosen, Function<Record, List<Record>> change)
            throws IOException {
        try (JdbcCatalog catalog = new JdbcCatalog()) {
            catalog.setConf(new Configuration());
            catalog.initialize(
                    "candlelake",
                    Map.of(
                            "uri",
                            "jdbc:sqlite:" + data.resolve(lake).resolve("catalog.sqlite")
                                    + "?journal_mode=WAL&busy_timeout=30000",
                            "jdbc.schema-version",
                            "V1",
                            "warehouse",
                            "file://" + data.resolve(lake).resolve("warehouse")));
            Table table = catalog.loadTable(TableIdentifier.of("candlelake", name));
            List<Record> rows = new ArrayList<>();
            try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
                records.forEach(rows::add);
            }
            Record victim = rows.stream().filter(chosen).findFirst().orElseThrow();
            Record before = victim.copy();
            int place = rows.indexOf(victim);
            rows.remove(place);
            rows.addAll(place, change.apply(victim.copy()));
            OverwriteFiles overwrite = table.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
            for (DataFile file : write(table, rows)) {
                overwrite.addFile(file);
            }
            overwrite.commit();
            return before;
        }
    }

    private static List<DataFile> write(Table table, List<Record> rows) throws IOException {
        InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
        Map<PartitionKey, List<Record>> byPartition = rows.stream().collect(Collectors.groupingBy(row -> {
            PartitionKey key = new PartitionKey(table.spec(), table.schema());
            key.partition(wrapper.wrap(row));
            return key;
        }));
        List<DataFile> files = new ArrayList<>();
        for (Map.Entry<PartitionKey, List<Record>> each : byPartition.entrySet()) {
            String name = table.locationProvider()
                    .newDataLocation(table.spec(), each.getKey(), "tampered-" + UUID.randomUUID() + ".parquet");
            DataWriter<Record> writer = Parquet.writeData(table.io().newOutputFile(name))
                    .forTable(table)
                    .withPartition(each.getKey())
                    .createWriterFunc(type -> GenericParquetWriter.create(table.schema(), type))
                    .build();
            try (writer) {
                each.getValue().forEach(writer::write);
            }
            files.add(writer.toDataFile());
        }
        return files;
    }
}
