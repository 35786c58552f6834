package io.candlelake.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.benchmarks.load.TickSum;
import io.candlelake.benchmarks.process.Workspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sink could do wrong, done by hand to a real table. */
class TickCheckTest {
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-07-07T22:58:17.164892Z");
    private static final long MICROS = 1_783_465_097_164_892L;

    @Test
    void everyRowOnceIsRight(@TempDir Path folder) throws Exception {
        assertThat(check(folder, List.of(tick(0, "63514.60"), tick(1, "63514.60")), 2))
                .hasToString("right");
    }

    @Test
    void lostAndRepeatedRowsAreCounted(@TempDir Path folder) throws Exception {
        TickCheck.Found found =
                check(folder, List.of(tick(0, "63514.60"), tick(1, "63514.60"), tick(1, "63514.60")), 4);

        assertThat(found.right()).isFalse();
        assertThat(found).hasToString("2 lost, 1 twice");
    }

    @Test
    void otherPriceIsSeen(@TempDir Path folder) throws Exception {
        assertThat(check(folder, List.of(tick(0, "63514.60"), tick(1, "63514.61")), 2))
                .hasToString("altered");
    }

    @Test
    void digitThatNoTradeHasIsSeen(@TempDir Path folder) throws Exception {
        assertThat(check(folder, List.of(tick(0, "63514.60"), tick(1, "63514.600000000000000001")), 2))
                .hasToString("altered");
    }

    private static TickCheck.Found check(Path folder, List<Tick> rows, int produced) throws IOException {
        TickSum expected = new TickSum();
        for (int number = 0; number < produced; number++) {
            expected.add(
                    "BTC-USD",
                    1_000 + number,
                    6_351_460,
                    123_400,
                    true,
                    MICROS,
                    17,
                    "exchange",
                    MICROS + 15_000,
                    number);
        }
        try (Workspace workspace = Workspace.open(folder);
                SinkLake lake = SinkLake.create(workspace)) {
            append(lake.ticks(), rows);
            return TickCheck.rows(lake, expected);
        }
    }

    private record Tick(long number, String price) {}

    private static Tick tick(long number, String price) {
        return new Tick(number, price);
    }

    private static void append(Table table, List<Tick> rows) throws IOException {
        PartitionKey key = new PartitionKey(table.spec(), table.schema());
        InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
        key.partition(wrapper.wrap(row(table, rows.get(0))));
        DataWriter<Record> writer = Parquet.writeData(
                        table.io().newOutputFile(table.location() + "/data/" + UUID.randomUUID() + ".parquet"))
                .forTable(table)
                .withPartition(key)
                .createWriterFunc(type -> GenericParquetWriter.create(table.schema(), type))
                .build();
        try (writer) {
            rows.forEach(row -> writer.write(row(table, row)));
        }
        DataFile file = writer.toDataFile();
        table.newAppend().appendFile(file).commit();
    }

    private static Record row(Table table, Tick tick) {
        Record row = GenericRecord.create(table.schema());
        row.setField("product_id", "BTC-USD");
        row.setField("trade_id", 1_000 + tick.number());
        row.setField("price", new BigDecimal(tick.price()).setScale(18));
        row.setField("size", new BigDecimal("0.00123400").setScale(18));
        row.setField("taker_side", "buy");
        row.setField("time", TIME);
        row.setField("sequence", 17L);
        row.setField("feed", "exchange");
        row.setField("received_at", TIME.plusNanos(15_000_000));
        row.setField("raw_partition", (int) (tick.number() % 4));
        row.setField("raw_offset", tick.number() / 4);
        return row;
    }
}
