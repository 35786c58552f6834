package io.candlelake.lake.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.lake.audit.Check.Verdict;
import io.candlelake.lake.audit.Difference.Kind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics, tables and what somebody does behind their back: the audit says so, and names it. */
class AuditTest {
    private static TestKafka kafka;
    private TestLake lake;

    @BeforeAll
    static void startBroker() {
        kafka = TestKafka.start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    /** Three trades of a minute, its candles of every length, all in their tables. */
    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        lake = new TestLake(kafka, folder);
        lake.trade("PEAR-USD", 1, "10", "1", "2026-07-07T22:58:00.000001Z");
        lake.trade("PEAR-USD", 2, "12", "2", "2026-07-07T22:58:10.5Z");
        lake.trade("PEAR-USD", 3, "11", "0.5", "2026-07-07T22:58:59.999999Z");
        for (String window : List.of(
                "1m 2026-07-07T22:58:00 2026-07-07T22:59:00",
                "5m 2026-07-07T22:55:00 2026-07-07T23:00:00",
                "15m 2026-07-07T22:45:00 2026-07-07T23:00:00",
                "1h 2026-07-07T22:00:00 2026-07-07T23:00:00",
                "6h 2026-07-07T18:00:00 2026-07-08T00:00:00",
                "1d 2026-07-07T00:00:00 2026-07-08T00:00:00")) {
            candle(window, 3, "3.5", "39.5", "11.285714285714285714");
        }
        lake.processedAll();
        lake.sinkAll();
    }

    private void candle(String window, int trades, String volume, String notional, String vwap) throws Exception {
        String[] words = window.split(" ", -1);
        lake.message(
                "candles",
                "PEAR-USD",
                String.format(
                        "{\"product_id\":\"PEAR-USD\",\"interval\":\"%s\",\"open_time\":\"%s.000000Z\",\"close_time\":\"%s.000000Z\",\"open\":\"10\",\"high\":\"12\",\"low\":\"10\",\"close\":\"11\",\"vwap\":\"%s\",\"volume\":\"%s\",\"notional\":\"%s\",\"buy_volume\":\"%s\",\"sell_volume\":\"0\",\"trade_count\":%d,\"first_trade_id\":1,\"last_trade_id\":3,\"missing_trades\":0,\"complete\":true,\"status\":\"TRADED\",\"revision\":1,\"reason\":\"CLOSE\",\"emitted_at\":\"2026-07-08T00:00:02.000000Z\"}",
                        words[0], words[1], words[2], vwap, volume, notional, volume, trades));
    }

    @AfterEach
    void stop() {
        lake.close();
    }

    @Test
    void anUntouchedLakeIsProved() {
        AuditReport report = lake.audit();

        assertThat(report.differences()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.PROVED);
        assertThat(report.exitCode()).isZero();
        assertThat(report.checks())
                .extracting(Check::name)
                .contains("ticks topic = ticks", RawToTicks.NAME, TicksToCandles.NAME);
        assertThat(rows(report, "ticks topic = ticks")).isEqualTo(3);
        assertThat(rows(report, TicksToCandles.NAME)).isEqualTo(6);
    }

    @Test
    void aDeletedRowIsMissingByName() throws Exception {
        lake.delete("ticks", "2");

        AuditReport report = lake.audit("ticks");

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.differences())
                .allMatch(each -> each.kind() == Kind.MISSING && each.row().equals("PEAR-USD 2"))
                .extracting(Difference::check)
                .containsExactlyInAnyOrder("ticks topic = ticks", RawToTicks.NAME);
        assertThat(report.differences().get(0).detail()).contains("partition 0, offset 1");
    }

    @Test
    void anAppendedRowIsDoubledByName() throws Exception {
        lake.append("ticks", "trade_id", 3L);

        AuditReport report = lake.audit("ticks");

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.differences())
                .isNotEmpty()
                .allMatch(each -> each.kind() == Kind.DOUBLED && each.row().equals("PEAR-USD 3"));
    }

    @Test
    void anAlteredValueIsNamedWithBothValues() throws Exception {
        lake.alter("ticks", "trade_id", 1L, "price", new BigDecimal("10.000000000000000001"));

        AuditReport report = lake.audit("ticks");

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.differences())
                .isNotEmpty()
                .allMatch(each -> each.kind() == Kind.ALTERED
                        && each.row().equals("PEAR-USD 1")
                        && each.detail().contains("price 10 → 10.000000000000000001"));
    }

    @Test
    void anAlteredCandleIsFoundByItsTicksAlone() throws Exception {
        lake.alter("candles", "interval", "5m", "high", new BigDecimal("13.000000000000000000"));

        AuditReport report = lake.audit("candles");

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.differences())
                .filteredOn(each -> each.check().equals(TicksToCandles.NAME))
                .singleElement()
                .matches(each -> each.row().equals("PEAR-USD 5m 2026-07-07T22:55:00.000000Z 1"))
                .matches(each -> each.detail().contains("high is 13, the ticks make 12"));
    }

    @Test
    void missingNeighboursAreOneRange() throws Exception {
        lake.delete("ticks", "1");
        lake.delete("ticks", "2");

        assertThat(lake.audit("ticks").differences())
                .filteredOn(each -> each.check().equals("ticks topic = ticks"))
                .singleElement()
                .matches(each -> each.row().equals("PEAR-USD 1 to 2") && each.rows() == 2);
    }

    @Test
    void aFrameThatIsMissingIsNamedByItsPlaceInTheTopic() throws Exception {
        lake.delete("raw_messages", "1");

        AuditReport report = lake.audit("raw_messages");

        assertThat(report.differences())
                .singleElement()
                .matches(each -> each.kind() == Kind.MISSING && each.row().equals("0 1"));
    }

    @Test
    void recordsOnTheirWayAreNoDifference() throws Exception {
        lake.trade("PEAR-USD", 4, "11", "1", "2026-07-08T00:00:01Z");
        lake.trade("PLUM-USD", 7, "5", "1", "2026-07-08T01:00:00Z");
        lake.processedAll();
        assertThat(lake.audit().differences()).as("in the topics only").isEmpty();

        lake.sink("raw_messages");
        assertThat(lake.audit().differences()).as("the frame is in its table").isEmpty();

        lake.sink("ticks");
        AuditReport report = lake.audit();
        assertThat(report.differences()).as("the candle is not closed").isEmpty();
        assertThat(rows(report, "ticks topic = ticks")).isEqualTo(5);
    }

    @Test
    void ticksAreProvedByTheirFramesAfterTheTopicLostThem() throws Exception {
        lake.trim("ticks", 0, 3);
        lake.trim("raw_messages", 0, 3);
        lake.trim("candles", 0, 6);
        AuditReport untouched = lake.audit();
        assertThat(untouched.differences()).isEmpty();
        assertThat(untouched.exitCode()).isZero();
        assertThat(untouched.checks())
                .filteredOn(check -> check.name().equals("ticks topic = ticks"))
                .singleElement()
                .matches(check -> check.note().equals("3 rows are older than the topic"));

        lake.delete("ticks", "2");

        assertThat(lake.audit("ticks").differences())
                .singleElement()
                .matches(each ->
                        each.check().equals(RawToTicks.NAME) && each.row().equals("PEAR-USD 2"));
    }

    @Test
    void aFrameThatTheTopicLostTooIsMissedBetweenItsNeighbours() throws Exception {
        lake.trim("raw_messages", 0, 3);
        lake.delete("raw_messages", "1");

        assertThat(lake.audit("ticks").differences())
                .anyMatch(each -> each.kind() == Kind.MISSING
                        && each.table().equals("raw_messages")
                        && each.row().equals("0 1"));
    }

    @Test
    void whatWasProvedIsNotReadAgainAndStillGuarded() throws Exception {
        Audit.Result first = lake.audit(Ledger.empty());
        Audit.Result second = lake.audit(first.ledger());
        assertThat(second.report().differences()).isEmpty();
        assertThat(second.report().checks()).allMatch(check -> check.read() == 0, "nothing is read again");
        assertThat(rows(second.report(), "ticks topic = ticks")).isEqualTo(3);

        // The topics lose all; what was read of them then still proves their tables.
        for (String topic : List.of("raw_messages", "ticks")) {
            lake.trim(topic, 0, 3);
        }
        lake.trim("candles", 0, 6);
        assertThat(lake.audit(second.ledger()).report().differences()).isEmpty();

        lake.delete("ticks", "2");
        AuditReport report = lake.audit(second.ledger(), "ticks").report();
        assertThat(report.differences())
                .anyMatch(
                        each -> each.row().equals("PEAR-USD 2") && each.check().equals(RawToTicks.NAME))
                .anyMatch(each -> each.row().equals("rows of PEAR-USD") && each.kind() == Kind.MISSING);
    }

    @Test
    void whatDiffersIsNotRememberedAsProved() throws Exception {
        lake.append("ticks", "trade_id", 3L);
        Audit.Result first = lake.audit(Ledger.empty(), "ticks");

        assertThat(lake.audit(first.ledger(), "ticks").report().exitCode()).isEqualTo(1);
    }

    @Test
    void anIncrementalAuditReadsOnlyWhatIsNew() throws Exception {
        Audit.Result first = lake.audit(Ledger.empty());
        lake.trade("PEAR-USD", 4, "11", "1", "2026-07-08T00:00:01Z");
        lake.processedAll();
        lake.sinkAll();

        AuditReport second = lake.audit(first.ledger(), "ticks").report();

        assertThat(second.differences()).isEmpty();
        assertThat(rows(second, "ticks topic = ticks")).isEqualTo(4);
        assertThat(second.checks())
                .filteredOn(check -> check.name().equals("ticks topic = ticks"))
                .singleElement()
                .matches(check -> check.read() == 2, "one record and one row of the new day");
    }

    @Test
    void aWindowThatClosedWithoutItsCandleIsNamed() throws Exception {
        lake.delete("candles", "15m 2026-07-07T22:45Z");

        assertThat(lake.audit("candles").differences())
                .anyMatch(each -> each.check().equals("candles topic = candles") && each.kind() == Kind.MISSING)
                .allMatch(each -> each.row().startsWith("PEAR-USD 15m 2026-07-07T22:45:00.000000Z"));
    }

    @Test
    void aTopicThatIsNotTheTablesOwnCannotBeJudged() throws Exception {
        lake.lake
                .table("gaps")
                .newAppend()
                .set("candlelake.offsets", "{\"gaps\":{\"0\":77}}")
                .commit();

        AuditReport report = lake.audit("gaps");

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.checks().get(0).note())
                .contains("holds partition 0 up to offset 77")
                .contains("ends at 0");
    }

    @Test
    void aColumnOfAnotherDefinitionIsADifference() throws Exception {
        lake.lake.table("alerts").updateSchema().deleteColumn("detail").commit();
        lake.lake
                .table("gaps")
                .updateSchema()
                .addColumn("more", Types.StringType.get())
                .commit();

        AuditReport report = lake.audit("alerts", "gaps");

        assertThat(report.differences())
                .singleElement()
                .matches(each -> each.kind() == Kind.SCHEMA && each.detail().contains("column detail is missing"));
        assertThat(report.notices()).contains("schema: table gaps has a column more more than defined");
    }

    @Test
    void aDayWithoutATradeIsNoticed() throws Exception {
        lake.trade("PEAR-USD", 4, "11", "1", "2026-07-10T00:00:01Z");
        lake.processedAll();
        lake.sinkAll();

        assertThat(lake.audit("ticks").notices())
                .containsExactly("empty days: PEAR-USD has no trade on 2026-07-08 to 2026-07-09");
    }

    @Test
    void candlesThatWereMadeBeforeTheirWindowEndedAreNoticed() throws Exception {
        long noon = io.candlelake.domain.Timestamp.of("2026-07-07T12:00:00Z").epochMicros();
        lake.alter("candles", "interval", "1d", "emitted_at", noon);

        assertThat(lake.audit("candles").notices())
                .singleElement()
                .asString()
                .startsWith("early: 1 candles were made before their window ended, such as PEAR-USD 1d");
    }

    @Test
    void aPriceFarFromItsNeighboursIsNoticed() throws Exception {
        for (int minute = 10; minute < 30; minute++) {
            String price = minute == 20 ? "16" : "10." + minute;
            lake.message(
                    "candles",
                    "PLUM-USD",
                    String.format(
                            "{\"product_id\":\"PLUM-USD\",\"interval\":\"1m\",\"open_time\":\"2026-07-07T10:%d:00Z\",\"close_time\":\"2026-07-07T10:%d:00Z\",\"open\":\"10\",\"high\":\"%s\",\"low\":\"10\",\"close\":\"10.1\",\"vwap\":\"10\",\"volume\":\"1\",\"notional\":\"10\",\"buy_volume\":\"1\",\"sell_volume\":\"0\",\"trade_count\":1,\"first_trade_id\":1,\"last_trade_id\":1,\"missing_trades\":0,\"complete\":true,\"status\":\"TRADED\",\"revision\":1,\"reason\":\"CLOSE\",\"emitted_at\":\"2026-07-08T00:00:02Z\"}",
                            minute, minute + 1, price));
        }
        lake.sink("candles");

        assertThat(lake.audit("candles").notices())
                .singleElement()
                .asString()
                .startsWith("spike: PLUM-USD 1m 2026-07-07T10:20:00.000000Z, high 16 is 58.4 % away from the 10.1");
    }

    private static long rows(AuditReport report, String check) {
        return report.checks().stream()
                .filter(each -> each.name().equals(check))
                .mapToLong(Check::rows)
                .sum();
    }
}
