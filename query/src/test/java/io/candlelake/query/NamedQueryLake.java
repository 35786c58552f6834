package io.candlelake.query;

import io.candlelake.contract.table.Column;
import io.candlelake.contract.table.Tables;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A lake written by hand, small enough to work each answer out on paper: two products' minutes from 10:00 on, the first of which a late trade revises
 * in a second commit.
 *
 * @param tables by name
 * @param between a time between the two commits of candles
 */
record NamedQueryLake(Map<String, Table> tables, Instant between) {
    private static final String DAY = "2026-03-01T";

    static NamedQueryLake write(LakeWriter lake) throws InterruptedException {
        Map<String, Table> tables = new TreeMap<>();
        Tables.all().forEach(declared -> tables.put(declared.name(), lake.create(declared)));
        NamedQueryLake written = new NamedQueryLake(tables, Instant.EPOCH);
        written.ticks();
        written.gaps();
        written.append("candles", firstRevisions());
        Thread.sleep(10);
        Instant between = Instant.now();
        Thread.sleep(10);
        written.append(
                "candles",
                candle(
                        "AAA-USD",
                        "10:00",
                        "10:07:30",
                        2,
                        "100",
                        "110",
                        "90",
                        "95",
                        "3.5",
                        "350.000000000000000001",
                        4));
        return new NamedQueryLake(tables, between);
    }

    private static Candle[] firstRevisions() {
        return new Candle[] {
            candle("AAA-USD", "10:00", "10:01:02", 1, "100", "110", "95", "105", "2", "210", 3),
            candle("AAA-USD", "10:01", "10:02:02", 1, null, null, null, null, "0", "0", 0),
            candle(
                            "AAA-USD",
                            "10:02",
                            "10:03:02",
                            1,
                            "104",
                            "120",
                            "104",
                            "120",
                            "0.000000000000000003",
                            "0.00000000000000035",
                            2)
                    .lacking(),
            candle("AAA-USD", "10:03", "10:04:02", 1, "120", "126", "119", "126", "1.25", "153.125", 5),
            candle("AAA-USD", "10:04", "10:05:02", 1, "126", "126.5", "122", "123", "4", "497", 6),
            candle("AAA-USD", "10:05", "10:06:02", 1, "123", "130", "123", "130", "1", "127", 2),
            candle("BBB-USD", "10:02", "10:03:03", 1, "50", "50", "50", "50", "1", "50", 1),
            candle("BBB-USD", "10:03", "10:04:03", 1, "50", "52", "50", "52", "1", "51", 2),
            candle("BBB-USD", "10:04", "10:05:03", 1, "52", "52", "51", "51", "1", "51.5", 2),
            candle("BBB-USD", "10:05", "10:06:03", 1, "51", "51", "50", "50.5", "1", "50.6", 3),
            candle("TIE-EUR", "10:00", "10:01:03", 1, "1", "1", "1", "1", "8", "0.00000000000000002", 1),
            // Each fits its column, their sum does not.
            candle(
                    "HUGE-EUR",
                    "10:00",
                    "10:01:03",
                    1,
                    "1",
                    "1",
                    "1",
                    "1",
                    "60000000000000000000",
                    "60000000000000000000",
                    1),
            candle(
                    "HUGE-EUR",
                    "10:01",
                    "10:02:03",
                    1,
                    "1",
                    "1",
                    "1",
                    "1",
                    "60000000000000000000",
                    "60000000000000000000",
                    1)
        };
    }

    private void ticks() {
        append(
                "ticks",
                tick(1, "101.25", "1", "buy", "10:00:00"),
                tick(2, "104.999999999999999999", "0.5", "sell", "10:00:01.000001"),
                tick(3, "105", "0.25", "buy", "10:00:02"),
                tick(4, "109.9", "0.25", "buy", "10:00:59.999999"),
                tick(5, "120", "8", "sell", "10:01:00"));
    }

    /** Of 10 to 14 three were given up, and one of these came after all; 20 is still missing; and a jump as long as there can be. */
    private void gaps() {
        append(
                "gaps",
                gap("AAA-USD", 10, 14, "OPEN", "10:01:00", null),
                gap("AAA-USD", 10, 11, "REPAIRED", "10:01:00", "10:01:30"),
                gap("AAA-USD", 12, 14, "UNREPAIRABLE", "10:01:00", "10:01:30"),
                gap("AAA-USD", 13, 13, "REPAIRED", "10:01:00", "11:00:00"),
                gap("AAA-USD", 20, 20, "OPEN", "10:02:00", null),
                gap("BBB-USD", 1, 4_611_686_018_427_387_903L, "OPEN", "10:03:00", null),
                gap("BBB-USD", 4_611_686_018_427_387_905L, 9_223_372_036_854_775_806L, "OPEN", "10:04:00", null));
    }

    private interface Row {
        Map<String, Object> values();
    }

    /** Which values are absent is said by their absence. */
    private record Candle(Map<String, Object> values) implements Row {
        Candle lacking() {
            values.put("complete", false);
            values.put("missing_trades", 1L);
            return this;
        }
    }

    private static Candle candle(
            String product,
            String open,
            String emitted,
            int revision,
            @Nullable String first,
            @Nullable String high,
            @Nullable String low,
            @Nullable String last,
            String volume,
            String notional,
            long trades) {
        Map<String, Object> values = new TreeMap<>(Map.of(
                "product_id", product,
                "interval", "1m",
                "open_time", time(open),
                "close_time", time(open).plusMinutes(1),
                "volume", decimal(volume),
                "notional", decimal(notional),
                "buy_volume", decimal(volume),
                "sell_volume", decimal("0"),
                "trade_count", trades,
                "missing_trades", 0L));
        put(values, "open", first);
        put(values, "high", high);
        put(values, "low", low);
        put(values, "close", last);
        values.put("complete", true);
        values.put("status", trades == 0 ? "EMPTY" : "TRADED");
        values.put("revision", revision);
        values.put("reason", revision == 1 ? "CLOSE" : "LATE");
        values.put("emitted_at", time(emitted));
        return new Candle(values);
    }

    private static void put(Map<String, Object> values, String name, @Nullable String price) {
        if (price != null) {
            values.put(name, decimal(price));
        }
    }

    private static Row tick(long id, String price, String size, String side, String time) {
        Map<String, Object> values = new TreeMap<>(Map.of(
                "product_id",
                "AAA-USD",
                "trade_id",
                id,
                "price",
                decimal(price),
                "size",
                decimal(size),
                "taker_side",
                side,
                "time",
                time(time),
                "feed",
                "replay",
                "received_at",
                time("12:00"),
                "raw_partition",
                0,
                "raw_offset",
                id));
        return () -> values;
    }

    private static Row gap(
            String product, long first, long last, String status, String detected, @Nullable String resolved) {
        Map<String, Object> values = new TreeMap<>(Map.of(
                "product_id", product,
                "first_missing_id", first,
                "last_missing_id", last,
                "status", status,
                "cause", "SKIPPED",
                "detected_at", time(detected)));
        if (resolved != null) {
            values.put("resolved_at", time(resolved));
        }
        return () -> values;
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text).setScale(18);
    }

    private static OffsetDateTime time(String ofDay) {
        return OffsetDateTime.parse(DAY + ofDay + "Z").withOffsetSameInstant(ZoneOffset.UTC);
    }

    private void append(String name, Row... rows) {
        Table table = table(name);
        List<GenericRecord> records =
                Stream.of(rows).map(row -> record(table, name, row.values())).toList();
        LakeWriter.append(table, records);
    }

    Table table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException(name);
        }
        return table;
    }

    private static GenericRecord record(Table table, String name, Map<String, Object> values) {
        GenericRecord row = GenericRecord.create(table.schema());
        for (Column column : Tables.named(name).columns()) {
            Object value = values.get(column.name());
            if (value == null && column.required()) {
                throw new IllegalArgumentException(name + " without " + column.name());
            }
            row.setField(column.name(), value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
        }
        return row;
    }
}
