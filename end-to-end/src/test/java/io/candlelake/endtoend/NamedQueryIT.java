package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.endtoend.NamedQuestion.Asked;
import io.candlelake.endtoend.expected.Candle;
import io.candlelake.endtoend.expected.Candles;
import io.candlelake.endtoend.expected.Recording;
import io.candlelake.endtoend.expected.Totals;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.ObservedCandle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the named queries answer on replayed trades equals what the trades alone say. */
@Tag("slow")
@Order(6)
@ExtendWith(ReplayedStack.Provider.class)
final class NamedQueryIT {
    private static final List<String> TABLES =
            List.of("alerts", "candles", "gaps", "raw_messages", "rejects", "spot_prices", "ticks");

    private final ReplayedStack stack;
    private final NamedQuestion ask;

    NamedQueryIT(ReplayedStack stack) {
        this.stack = stack;
        this.ask = new NamedQuestion(stack.sandbox());
    }

    @Test
    void theSamplesNumbersAreThoseOfItsTrades() throws Exception {
        stack.sample();
        numbersAreThoseOfTheTrades("PEAR-USD", "2026-03-01T23:57:00Z", "2026-03-02T00:07:00Z", "0.25");
    }

    @Test
    void aRecordingsNumbersAreThoseOfItsTrades() throws Exception {
        stack.recording(Recordings.real("coinbase-exchange-2026.ndjson.gz"));
        numbersAreThoseOfTheTrades("BTC-USD", "2026-07-07T22:58:00Z", "2026-07-07T22:59:00Z", "10");
        JsonNode pair = ask.rows("correlation", "products=%-USD", "from=2026-07-07", "to=2026-07-08");
        assertThat(pair).as("one minute of each has no return").isEmpty();
    }

    private void numbersAreThoseOfTheTrades(String product, String from, String to, String step) throws Exception {
        Collection<Trade> trades = distinct(stack.fed(product));
        List<Trade> inRange = trades.stream()
                .filter(trade -> !trade.time().isBefore(Instant.parse(from))
                        && trade.time().isBefore(Instant.parse(to)))
                .toList();
        String[] range = {"from=" + from, "to=" + to};
        String all = "products=" + product;
        String now = "at=" + Instant.now();
        Asked latest = ask.start("latest-candles", all, "rows=3");
        Asked days = ask.start("daily-summary", all, range[0], range[1]);
        Asked vwap = ask.start("vwap", all, range[0], range[1]);
        Asked levels = ask.start("volume-profile", "product=" + product, "step=" + step, range[0], range[1]);
        Asked gaps = ask.start("gaps-by-product", all);
        Asked known = ask.start("candles-as-known-at", all, now, range[0], range[1]);
        Asked committed = ask.start("candles-as-committed-at", all, now, range[0], range[1]);
        Asked revisions = ask.start("candle-revisions", "product=" + product, "open_time=" + from);

        areTheNewestCandles(latest.rows(), trades);
        areTheDays(days.rows(), product, from, to, inRange);
        isTheVwap(vwap.rows(), inRange);
        areTheLevels(levels.rows(), inRange, new BigDecimal(step));
        isWhatIsMissing(gaps.rows(), trades);
        Instant open = Instant.parse(from);
        List<String> minutes = Candles.of(trades).values().stream()
                .filter(candle -> candle.interval().equals("1m")
                        && !candle.openTime().isBefore(open)
                        && candle.openTime().isBefore(Instant.parse(to)))
                .map(NamedQuestion::numbers)
                .toList();
        assertThat(NamedQuestion.traded(known.rows())).isEqualTo(minutes);
        assertThat(NamedQuestion.traded(committed.rows())).isEqualTo(minutes);
        JsonNode only = revisions.rows();
        assertThat(only.findValuesAsText("revision")).containsExactly("1");
        NamedQuestion.hasNumbers(
                only.get(0),
                Totals.of(inRange.stream()
                        .filter(trade -> trade.time().isBefore(open.plusSeconds(60)))
                        .toList()));
    }

    private static void areTheNewestCandles(JsonNode rows, Collection<Trade> trades) {
        List<Candle> newest = Candles.of(trades).values().stream()
                .filter(candle -> candle.interval().equals("1m"))
                .sorted(Comparator.comparing(Candle::openTime).reversed())
                .toList();
        List<String> traded = NamedQuestion.traded(rows);
        assertThat(traded)
                .isNotEmpty()
                .isEqualTo(newest.stream()
                        .limit(traded.size())
                        .map(NamedQuestion::numbers)
                        .toList());
    }

    private void areTheDays(JsonNode rows, String product, String from, String to, List<Trade> trades) {
        Map<LocalDate, Totals> days =
                Totals.by(trades, trade -> trade.time().atZone(ZoneOffset.UTC).toLocalDate());
        List<ObservedCandle> minutes = stack.tables().candles().stream()
                .filter(candle -> candle.key().product().equals(product)
                        && candle.key().interval().equals("1m")
                        && candle.revision() == 1
                        && !candle.key().openTime().isBefore(Instant.parse(from))
                        && candle.key().openTime().isBefore(Instant.parse(to)))
                .toList();
        assertThat(rows).hasSize(days.size());
        long counted = 0;
        for (JsonNode row : rows) {
            Totals day = NamedQuestion.of(days, LocalDate.parse(row.get("day").textValue()));
            counted += row.get("minutes").longValue();
            NamedQuestion.hasNumbers(row, day);
            assertThat(NamedQuestion.decimal(row, "open")).isEqualTo(day.open());
            assertThat(NamedQuestion.decimal(row, "high")).isEqualTo(day.high());
            assertThat(NamedQuestion.decimal(row, "low")).isEqualTo(day.low());
            assertThat(NamedQuestion.decimal(row, "close")).isEqualTo(day.close());
            assertThat(NamedQuestion.decimal(row, "vwap")).isEqualTo(day.vwap());
            assertThat(NamedQuestion.decimal(row, "buy_volume")).isEqualTo(day.boughtVolume());
            assertThat(NamedQuestion.decimal(row, "change_percent"))
                    .isCloseTo(percent(day.close().subtract(day.open()), day.open()), within("0.0001"));
        }
        assertThat(counted).isEqualTo(minutes.size());
    }

    private static void isTheVwap(JsonNode rows, List<Trade> trades) {
        assertThat(rows).hasSize(1);
        Totals all = Totals.of(trades);
        NamedQuestion.hasNumbers(rows.get(0), all);
        assertThat(NamedQuestion.decimal(rows.get(0), "vwap")).isEqualTo(all.vwap());
    }

    private static void areTheLevels(JsonNode rows, List<Trade> trades, BigDecimal step) {
        Map<BigDecimal, Totals> levels = Totals.by(
                trades,
                trade ->
                        trade.price().divideToIntegralValue(step).multiply(step).stripTrailingZeros());
        assertThat(rows).hasSameSizeAs(levels.keySet());
        for (JsonNode row : rows) {
            Totals level = NamedQuestion.of(levels, NamedQuestion.decimal(row, "price_from"));
            assertThat(NamedQuestion.decimal(row, "volume")).isEqualTo(level.volume());
            assertThat(NamedQuestion.decimal(row, "buy_volume")).isEqualTo(level.boughtVolume());
            assertThat(NamedQuestion.decimal(row, "lowest_price")).isEqualTo(level.low());
            assertThat(NamedQuestion.decimal(row, "highest_price")).isEqualTo(level.high());
            assertThat(row.get("trade_count").longValue()).isEqualTo(level.tradeCount());
        }
    }

    /** What is missing now is what lies unseen between the first and the last. */
    private static void isWhatIsMissing(JsonNode rows, Collection<Trade> trades) {
        long first = trades.stream().mapToLong(Trade::id).min().orElseThrow();
        long last = trades.stream().mapToLong(Trade::id).max().orElseThrow();
        BigDecimal missing = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            missing = missing.add(new BigDecimal(row.get("unrepairable_trades").asText()))
                    .add(new BigDecimal(row.get("open_trades").asText()));
            assertThat(new BigDecimal(row.get("missed_trades").asText())
                            .subtract(new BigDecimal(row.get("repaired_trades").asText())))
                    .isEqualByComparingTo(missing);
        }
        assertThat(missing).isEqualByComparingTo(BigDecimal.valueOf(last - first + 1 - trades.size()));
    }

    /** A trade of a minute that closed long ago: what was known before is still to be had, in both ways. */
    @Test
    void aLateTradeIsRevisionTwoNowAndWasRevisionOneBefore() throws Exception {
        LateTrade late = new LateTrade(stack.sandbox());
        stack.replay(late.before(), late.tradesBefore()).succeeded();
        Instant before = Instant.now();
        stack.replay(late.after(), late.tradesAfter()).succeeded();
        Instant now = Instant.now();

        Candle first = NamedQuestion.of(Candles.of(late.tradesBefore()), late.revised());
        Candle second =
                NamedQuestion.of(Candles.of(distinct(stack.fed(late.revised().product()))), late.revised());
        assertThat(second).isNotEqualTo(first);
        List<Asked> then = new ArrayList<>();
        List<Asked> today = new ArrayList<>();
        for (String query : List.of("candles-as-committed-at", "candles-as-known-at")) {
            then.add(late.asOf(ask, query, before));
            today.add(late.asOf(ask, query, now));
        }
        for (Asked asked : then) {
            assertThat(LateTrade.revision(asked.rows())).isEqualTo("1 CLOSE " + NamedQuestion.numbers(first));
        }
        for (Asked asked : today) {
            assertThat(LateTrade.revision(asked.rows())).isEqualTo("2 LATE " + NamedQuestion.numbers(second));
        }
        JsonNode revisions = ask.rows(
                "candle-revisions",
                "product=" + late.revised().product(),
                "open_time=" + late.revised().openTime());
        assertThat(revisions.findValuesAsText("revision")).containsExactly("1", "2");
        assertThat(revisions.findValuesAsText("reason")).containsExactly("CLOSE", "LATE");
        assertThat(revisions.get(1).get("added_trades").longValue()).isEqualTo(1);
        assertThat(NamedQuestion.decimal(revisions.get(1), "added_volume"))
                .isEqualTo(late.tradesAfter().get(0).size());
        correlationEqualsThePlainOne(late);
    }

    private void correlationEqualsThePlainOne(LateTrade late) throws Exception {
        JsonNode rows = ask.rows("correlation", "products=%-LATE", "from=2026-04-01", "to=2026-04-02");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("windows").longValue()).isEqualTo(late.returns());
        assertThat(rows.get(0).get("correlation").doubleValue()).isCloseTo(late.correlation(), Offset.offset(1e-6));
    }

    /** The keeper may pack files meanwhile: then it is looked at again. */
    @Test
    void freshnessAndHealthAreWhatTheTablesSay() throws Exception {
        stack.sample();
        for (int attempt = 0; attempt < 5; attempt++) {
            Map<String, Table> before = tables();
            Asked askedHealth = ask.start("table-health");
            Map<String, JsonNode> freshness = byTable(ask.rows("freshness", "since=2020-01-01"));
            Map<String, JsonNode> health = byTable(askedHealth.rows());
            if (snapshots(before).equals(snapshots(tables()))) {
                for (String name : TABLES) {
                    isHealth(NamedQuestion.of(before, name), NamedQuestion.of(health, name));
                    isFreshness(NamedQuestion.of(before, name), NamedQuestion.of(freshness, name));
                }
                assertThat(Instant.parse(NamedQuestion.of(freshness, "ticks")
                                .get("newest_row")
                                .textValue()))
                        .isEqualTo(stack.tables().ticks().stream()
                                .map(tick -> tick.trade().time())
                                .max(Comparator.naturalOrder())
                                .orElseThrow());
                return;
            }
        }
        throw new AssertionError("the tables never stood still");
    }

    private static void isHealth(Table table, JsonNode row) throws Exception {
        List<FileScanTask> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(files::add);
        }
        assertThat(row.get("data_files").longValue()).as(table.name()).isEqualTo(files.size());
        assertThat(row.get("row_count").longValue())
                .isEqualTo(files.stream()
                        .mapToLong(task -> task.file().recordCount())
                        .sum());
        assertThat(row.get("bytes").longValue())
                .isEqualTo(files.stream()
                        .mapToLong(task -> task.file().fileSizeInBytes())
                        .sum());
        List<Snapshot> snapshots = new ArrayList<>();
        table.snapshots().forEach(snapshots::add);
        assertThat(row.get("snapshots").longValue()).isEqualTo(snapshots.size());
        assertThat(row.get("oldest_snapshot").isNull()).isEqualTo(snapshots.isEmpty());
    }

    private static void isFreshness(Table table, JsonNode row) {
        long newest = Long.MIN_VALUE;
        for (Snapshot snapshot : table.snapshots()) {
            newest = snapshot.operation().equals("replace") ? newest : Math.max(newest, snapshot.timestampMillis());
        }
        assertThat(row.get("last_commit").isNull()).as(table.name()).isEqualTo(newest == Long.MIN_VALUE);
        if (newest != Long.MIN_VALUE) {
            assertThat(Instant.parse(row.get("last_commit").textValue())).isEqualTo(Instant.ofEpochMilli(newest));
        }
    }

    private Map<String, Table> tables() {
        Map<String, Table> tables = new HashMap<>();
        TABLES.forEach(name -> tables.put(name, stack.tables().table(name)));
        return tables;
    }

    private static Map<String, List<Long>> snapshots(Map<String, Table> tables) {
        Map<String, List<Long>> snapshots = new TreeMap<>();
        tables.forEach((name, table) -> {
            List<Long> ids = snapshots.computeIfAbsent(name, some -> new ArrayList<>());
            table.snapshots().forEach(snapshot -> ids.add(snapshot.snapshotId()));
        });
        return snapshots;
    }

    private static Map<String, JsonNode> byTable(JsonNode rows) {
        Map<String, JsonNode> tables = new TreeMap<>();
        rows.forEach(row -> tables.put(row.get("table_name").textValue(), row));
        assertThat(tables.keySet()).containsExactlyElementsOf(TABLES);
        return tables;
    }

    private static Collection<Trade> distinct(List<Trade> trades) {
        return new Recording(List.of(), Map.of(), trades).distinct().values();
    }

    private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return part.multiply(BigDecimal.valueOf(100)).divide(whole, 4, RoundingMode.HALF_UP);
    }

    private static Offset<BigDecimal> within(String offset) {
        return Offset.offset(new BigDecimal(offset));
    }
}
