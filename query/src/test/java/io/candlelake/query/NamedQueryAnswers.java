package io.candlelake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.query.named.NamedQueries;
import io.candlelake.query.statement.SqlStatementException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.assertj.core.data.Offset;

/**
 * What each named query must answer on {@link NamedQueryLake}; numbers worked out by hand.
 *
 * @param json a statement's rows as JSON
 */
record NamedQueryAnswers(NamedQueryLake lake, UnaryOperator<String> json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOUR = "from=2026-03-01T10:00Z to=2026-03-01T11:00Z ";

    void areRight() throws IOException {
        latestCandles();
        candlesAsOf();
        revisions();
        dailySummary();
        vwap();
        volumeProfile();
        correlation();
        gaps();
        freshness();
        health();
        revisionsOutliveTheSnapshots();
    }

    private void latestCandles() {
        assertThat(rows("latest-candles", "products=%-USD rows=2", "product_id", "open_time", "close", "revision"))
                .containsExactly(
                        "AAA-USD 2026-03-01T10:05:00.000000Z 130 1",
                        "AAA-USD 2026-03-01T10:04:00.000000Z 123 1",
                        "BBB-USD 2026-03-01T10:05:00.000000Z 50.5 1",
                        "BBB-USD 2026-03-01T10:04:00.000000Z 51 1");
        assertThat(rows("latest-candles", "products=AAA-USD rows=9", "open", "close", "volume", "revision"))
                .as("the revised one in its newest revision")
                .hasSize(6)
                .last()
                .isEqualTo("100 95 3.5 2");
        assertThat(rows("latest-candles", "interval=5m", "product_id")).isEmpty();
        assertThat(rows("latest-candles", "products=BBB-USD from=2026-03-02", "product_id"))
                .isEmpty();
    }

    /** What was known, by the revisions' own times; and what the table said, by its commits. */
    private void candlesAsOf() {
        String minutes = "products=AAA-USD " + HOUR;
        assertThat(rows(
                        "candles-as-known-at",
                        minutes + "at=2026-03-01T10:07:29.999999Z",
                        "open_time",
                        "low",
                        "revision"))
                .hasSize(6)
                .startsWith("2026-03-01T10:00:00.000000Z 95 1");
        assertThat(rows("candles-as-known-at", minutes + "at=2026-03-01T10:07:30Z", "open_time", "low", "revision"))
                .hasSize(6)
                .startsWith("2026-03-01T10:00:00.000000Z 90 2");
        assertThat(rows("candles-as-known-at", minutes + "at=2026-03-01T10:04Z", "open_time", "low", "revision"))
                .containsExactly(
                        "2026-03-01T10:00:00.000000Z 95 1",
                        "2026-03-01T10:01:00.000000Z null 1",
                        "2026-03-01T10:02:00.000000Z 104 1");
        assertThat(rows("candles-as-committed-at", minutes + "at=" + micros(lake.between()), "low", "revision"))
                .hasSize(6)
                .startsWith("95 1");
        assertThat(rows("candles-as-committed-at", minutes + "at=" + micros(Instant.now()), "low", "revision"))
                .hasSize(6)
                .startsWith("90 2");
        assertThatThrownBy(() -> rows("candles-as-committed-at", "at=2026-03-01", "low"))
                .as("no snapshot is that old")
                .isInstanceOf(SqlStatementException.class)
                .hasMessageNotContaining("\n");
    }

    private void revisions() {
        assertThat(rows(
                        "candle-revisions",
                        "product=AAA-USD open_time=2026-03-01T10:00Z",
                        "revision",
                        "reason",
                        "low",
                        "close",
                        "volume",
                        "added_trades",
                        "added_volume"))
                .containsExactly("1 CLOSE 95 105 2 null null", "2 LATE 90 95 3.5 1 1.5");
    }

    /** 350.000000000000000001 + 0 + 0.00000000000000035 + 153.125 + 497 + 127, by 3.5 + 0 + 3e-18 + 1.25 + 4 + 1. */
    private void dailySummary() {
        assertThat(rows(
                        "daily-summary",
                        "products=%-USD from=2026-03-01 to=2026-03-02",
                        "product_id",
                        "day",
                        "open",
                        "high",
                        "low",
                        "close",
                        "change_percent",
                        "volume",
                        "notional",
                        "vwap",
                        "buy_volume",
                        "trade_count",
                        "minutes",
                        "incomplete_minutes",
                        "revised_minutes"))
                .containsExactly(
                        "AAA-USD 2026-03-01 100 130 90 130 30 9.750000000000000003 1127.125000000000000351 "
                                + quotient("1127.125000000000000351", "9.750000000000000003")
                                + " 9.750000000000000003 19 6 1 1",
                        "BBB-USD 2026-03-01 50 52 50 50.5 1 4 203.1 50.775 4 8 4 0 0");
        assertThatThrownBy(() -> rows("daily-summary", "products=HUGE-EUR from=2026-03-01", "volume"))
                .as("120,000,000,000,000,000,000 has 21 digits")
                .isInstanceOf(SqlStatementException.class)
                .hasMessageContaining("overflow");
    }

    private void vwap() {
        assertThat(rows("vwap", "products=AAA-USD " + HOUR, "vwap", "notional", "volume", "trade_count", "minutes"))
                .containsExactly(quotient("1127.125000000000000351", "9.750000000000000003")
                        + " 1127.125000000000000351 9.750000000000000003 19 6");
        assertThat(rows(
                        "vwap",
                        "products=%-USD from=2026-03-01T10:02:30Z to=2026-03-01T10:05Z",
                        "product_id",
                        "from_time",
                        "to_time",
                        "vwap",
                        "incomplete_minutes"))
                .as("whole minutes: 10:03 and 10:04")
                .containsExactly(
                        "AAA-USD 2026-03-01T10:03:00.000000Z 2026-03-01T10:05:00.000000Z " + quotient("650.125", "5.25")
                                + " 0",
                        "BBB-USD 2026-03-01T10:03:00.000000Z 2026-03-01T10:05:00.000000Z 51.25 0");
        assertThat(rows("vwap", "products=AAA-USD from=2026-03-01T10:01Z to=2026-03-01T10:02Z", "vwap", "minutes"))
                .as("a minute without a trade has no price")
                .containsExactly("null 1");
        assertThat(rows("vwap", "products=TIE-EUR " + HOUR, "vwap", "volume"))
                .as("20 by 8 of the last digit is 2.5: half even, as a candle's own")
                .containsExactly("0.000000000000000002 8");
    }

    private void volumeProfile() {
        String[] columns = {
            "price_from", "lowest_price", "highest_price", "trade_count", "volume", "buy_volume", "sell_volume"
        };
        assertThat(rows(
                        "volume-profile",
                        "product=AAA-USD step=5 from=2026-03-01T10:00Z to=2026-03-01T10:01Z",
                        columns))
                .containsExactly("105 105 109.9 2 0.5 0.5 0", "100 101.25 104.999999999999999999 2 1.5 1 0.5");
        assertThat(rows(
                        "volume-profile",
                        "product=AAA-USD step=0.000000000000000003 from=2026-03-01T10:00:01Z to=2026-03-01T10:00:02Z",
                        columns))
                .containsExactly("104.999999999999999997 104.999999999999999999 104.999999999999999999 1 0.5 0 0.5");
    }

    /** A alone traded at 10:00 and not in the minute after, so the first return of both is that of 10:03. */
    private void correlation() throws IOException {
        double[] a = {Math.log(126 / 120.0), Math.log(123 / 126.0), Math.log(130 / 123.0)};
        double[] b = {Math.log(52 / 50.0), Math.log(51 / 52.0), Math.log(50.5 / 51)};
        JsonNode row = answer("correlation", "products=%-USD " + HOUR).get(0);
        assertThat(row.get("product_a").textValue() + " " + row.get("product_b").textValue() + " " + row.get("windows"))
                .isEqualTo("AAA-USD BBB-USD 3");
        assertThat(row.get("correlation").doubleValue()).isCloseTo(pearson(a, b), Offset.offset(1e-6));
    }

    private void gaps() {
        assertThat(rows(
                        "gaps-by-product",
                        "",
                        "product_id",
                        "gaps",
                        "missed_trades",
                        "repaired_trades",
                        "unrepairable_trades",
                        "open_trades",
                        "open_gaps",
                        "open_since"))
                .containsExactly(
                        "AAA-USD 2 6 3 2 1 1 2026-03-01T10:02:00.000000Z",
                        "BBB-USD 2 9223372036854775805 0 0 9223372036854775805 2 2026-03-01T10:03:00.000000Z");
    }

    private void freshness() throws IOException {
        Map<String, JsonNode> tables = byTable("freshness", "since=2026-01-01");
        assertThat(tables.keySet()).isEqualTo(lake.tables().keySet());
        JsonNode candles = row(tables, "candles");
        assertThat(Instant.parse(candles.get("last_commit").textValue()).toEpochMilli())
                .isEqualTo(lake.table("candles").currentSnapshot().timestampMillis());
        assertThat(candles.get("commit_age_seconds").longValue()).isBetween(0L, 600L);
        assertThat(candles.get("newest_row").textValue()).isEqualTo("2026-03-01T10:06:00.000000Z");
        assertThat(row(tables, "ticks").get("newest_row").textValue()).isEqualTo("2026-03-01T10:01:00.000000Z");
        assertThat(row(tables, "ticks").get("newest_row_age_seconds").longValue())
                .isGreaterThan(86_400);
        assertThat(row(tables, "gaps").get("newest_row").textValue()).isEqualTo("2026-03-01T10:04:00.000000Z");
        assertThat(row(byTable("freshness", "since=2026-03-02"), "ticks")
                        .get("newest_row")
                        .isNull())
                .isTrue();
        assertThat(row(tables, "alerts").get("last_commit").isNull()).isTrue();
        assertThat(row(tables, "alerts").get("newest_row").isNull()).isTrue();
    }

    private void health() throws IOException {
        Map<String, JsonNode> tables = byTable("table-health", "");
        assertThat(tables.keySet()).isEqualTo(lake.tables().keySet());
        for (Map.Entry<String, Table> entry : lake.tables().entrySet()) {
            Table table = entry.getValue();
            List<DataFile> files = files(table);
            JsonNode row = row(tables, entry.getKey());
            assertThat(Stream.of("data_files", "delete_files", "row_count", "bytes", "snapshots", "manifests")
                            .map(name -> row.get(name).asText())
                            .collect(Collectors.joining(" ")))
                    .as(entry.getKey())
                    .isEqualTo(files.size() + " 0 "
                            + files.stream().mapToLong(DataFile::recordCount).sum() + " "
                            + files.stream()
                                    .mapToLong(DataFile::fileSizeInBytes)
                                    .sum() + " "
                            + StreamSupport.stream(table.snapshots().spliterator(), false)
                                    .count() + " "
                            + (table.currentSnapshot() == null
                                    ? 0
                                    : table.currentSnapshot()
                                            .allManifests(table.io())
                                            .size()));
        }
        assertThat(row(tables, "candles").get("snapshots").longValue()).isEqualTo(2);
        assertThat(row(tables, "candles").get("row_count").longValue()).isEqualTo(14);
        assertThat(row(tables, "alerts").get("oldest_snapshot").isNull()).isTrue();
    }

    private void revisionsOutliveTheSnapshots() {
        lake.table("candles")
                .expireSnapshots()
                .expireOlderThan(System.currentTimeMillis())
                .commit();
        assertThatThrownBy(() -> rows("candles-as-committed-at", "at=" + micros(lake.between()), "low"))
                .isInstanceOf(SqlStatementException.class);
        assertThat(rows("candles-as-known-at", HOUR + "at=2026-03-01T10:01:02Z", "product_id", "low", "revision"))
                .containsExactly("AAA-USD 95 1");
    }

    private static List<DataFile> files(Table table) throws IOException {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> files.add(task.file()));
        }
        return files;
    }

    private static double pearson(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double both = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            both += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }
        return both / Math.sqrt(squaresA * squaresB);
    }

    private static String quotient(String notional, String volume) {
        return new BigDecimal(notional)
                .divide(new BigDecimal(volume), 18, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private Map<String, JsonNode> byTable(String query, String values) throws IOException {
        Map<String, JsonNode> tables = new TreeMap<>();
        answer(query, values).forEach(row -> tables.put(row.get("table_name").textValue(), row));
        return tables;
    }

    private static JsonNode row(Map<String, JsonNode> tables, String name) {
        JsonNode row = tables.get(name);
        assertThat(row).as(name).isNotNull();
        return row == null ? JSON.nullNode() : row;
    }

    /** One text a row, decimals without trailing zeros. */
    private List<String> rows(String query, String values, String... columns) {
        List<String> rows = new ArrayList<>();
        answer(query, values)
                .forEach(row -> rows.add(Stream.of(columns)
                        .map(column -> plain(row.get(column).asText()))
                        .collect(Collectors.joining(" "))));
        return rows;
    }

    private static String plain(String value) {
        return value.matches("-?\\d+\\.\\d+")
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : value;
    }

    /** Values as in {@code products=AAA-USD rows=2}. */
    private JsonNode answer(String query, String values) {
        Map<String, String> set = new TreeMap<>();
        for (String value :
                values.isEmpty() ? List.<String>of() : List.of(values.strip().split(" ", -1))) {
            int equals = value.indexOf('=');
            set.put(value.substring(0, equals), value.substring(equals + 1));
        }
        try {
            return JSON.readTree(json.apply(NamedQueries.named(query).with(set)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
