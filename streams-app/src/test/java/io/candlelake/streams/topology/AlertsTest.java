package io.candlelake.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Alert;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.streams.candle.CandleSettings;
import io.candlelake.streams.quality.QualitySettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told in alerts, and that it is told once. */
class AlertsTest {
    private static final String BTC = "BTC-USD";
    private static final String ETH = "ETH-USD";

    @SuppressWarnings("NullAway.Init")
    private TopologyScenario scenario;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private long id = 100;

    @BeforeEach
    void open() {
        scenario = new TopologyScenario(folder.resolve("default"));
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private void open(Map<String, String> settings) {
        List<String> problems = new ArrayList<>();
        QualitySettings quality = QualitySettings.parse(settings, problems);
        assertThat(problems).isEmpty();
        scenario.close();
        scenario = new TopologyScenario(
                folder.resolve("other"), new TopologySettings(CandleSettings.DEFAULT, 60_000_000L, 4, quality));
    }

    /** {@code SPIKE BTC-USD spike 10:01:40 105 against 100.4}. */
    private List<String> alerts() {
        return scenario.alerts().stream().map(AlertsTest::line).toList();
    }

    private static String line(Alert alert) {
        return String.join(
                " ",
                alert.kind(),
                alert.productId().value(),
                alert.rule(),
                alert.time().toString().substring(11, 19),
                alert.value().orElseThrow().toPlainString(),
                "against",
                alert.threshold().orElseThrow().toPlainString());
    }

    private void at(int second, String price) {
        scenario.trade(BTC, ++id, "1@" + price, time(second));
    }

    private static String time(int second) {
        return String.format(Locale.ROOT, "10:%02d:%02d", second / 60, second % 60);
    }

    /** A trade every five seconds, from 10:00:00 up to the second, so that the window warms up with flat prices. */
    private void flat(int from, int to, String price) {
        for (int second = from; second < to; second += 5) {
            at(second, price);
        }
    }

    @Test
    void aPriceFarFromTheMedianIsASpikeOrADropAndToldOnceWhileItLasts() {
        flat(0, 100, "100");
        at(100, "105");
        at(101, "106");
        at(102, "100.4");
        at(103, "94.9");
        at(110, "100");
        assertThat(alerts())
                .containsExactly(
                        "SPIKE BTC-USD spike 10:01:40 105 against 100.4",
                        "DROP BTC-USD drop 10:01:43 94.9 against 99.6");
    }

    @Test
    void aSpikeIsToldAgainAfterItsCooldownOnly() {
        flat(0, 100, "100");
        at(100, "105");
        at(105, "100");
        at(106, "105");
        flat(110, 180, "100");
        at(180, "107");
        at(190, "100");
        assertThat(alerts())
                .containsExactly(
                        "SPIKE BTC-USD spike 10:01:40 105 against 100.4",
                        "SPIKE BTC-USD spike 10:03:00 107 against 100.4");
    }

    @Test
    void whileThereAreTooFewPricesNothingIsOutOfLine() {
        flat(0, 95, "100");
        at(95, "500");
        at(110, "100");
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aSpikeWithinAnUpdateThatIsNewestFirstIsSeen() {
        flat(0, 100, "100");
        scenario.from(Feed.ADVANCED)
                .frame(
                        BTC,
                        "{\"channel\":\"market_trades\",\"timestamp\":\"2026-11-20T10:01:41Z\",\"sequence_num\":1,"
                                + "\"events\":[{\"type\":\"update\",\"trades\":["
                                + advanced(123, "100", "10:01:40.9") + "," + advanced(122, "105", "10:01:40.5") + ","
                                + advanced(121, "100", "10:01:40.1") + "]}]}");
        scenario.from(Feed.EXCHANGE).trade(BTC, 124, "1@100", "10:01:50");
        assertThat(alerts()).containsExactly("SPIKE BTC-USD spike 10:01:40 105 against 100.4");
    }

    private static String advanced(long tradeId, String price, String time) {
        return String.format(
                Locale.ROOT,
                "{\"trade_id\":\"%d\",\"product_id\":\"BTC-USD\",\"price\":\"%s\",\"size\":\"1\",\"side\":\"SELL\",\"time\":\"%s\"}",
                tradeId,
                price,
                TopologyScenario.time(time));
    }

    @Test
    void aTradeThatComesAgainOrLateTellsNothing() {
        flat(0, 100, "100");
        at(100, "105");
        at(110, "100");
        assertThat(alerts()).hasSize(1);
        scenario.trade(BTC, 121, "1@105", "10:01:40");
        at(111, "100");
        scenario.trade(BTC, ++id, "1@50", "10:01:40.5");
        scenario.page(BTC, "500 1@300 10:00:30");
        at(115, "100");
        assertThat(alerts()).filteredOn(line -> !line.contains("completeness")).isEmpty();
        assertThat(scenario.ticks())
                .extracting(tick -> tick.price().toPlainString())
                .contains("50", "300");
    }

    @Test
    void aLevelIsToldWhenItIsCrossedAndNotOnEveryTick() {
        open(Map.of(
                "PRICE_RULES",
                "BTC-USD above 70000 hysteresis 100 cooldown 0s; BTC-USD below 60000",
                "SPIKE_MADS",
                "off"));
        at(0, "69000");
        at(1, "70000");
        at(2, "70000.01");
        at(3, "70500");
        at(4, "69950");
        at(5, "70200");
        at(6, "69900");
        at(7, "70100");
        at(8, "59999");
        at(12, "59998");
        assertThat(alerts())
                .as("69950 is within the hysteresis, 69900 is not")
                .containsExactly(
                        "CROSSED_ABOVE BTC-USD BTC-USD above 70000 10:00:02 70000.01 against 70000",
                        "CROSSED_ABOVE BTC-USD BTC-USD above 70000 10:00:07 70100 against 70000",
                        "CROSSED_BELOW BTC-USD BTC-USD below 60000 10:00:08 59999 against 60000");
    }

    @Test
    void aCrossingWithinTheCooldownIsNotTold() {
        open(Map.of("PRICE_RULES", "BTC-USD above 70000 cooldown 30s", "SPIKE_MADS", "off"));
        for (int second = 0; second <= 40; second += 10) {
            at(second, "69000");
            at(second + 5, "70001");
        }
        scenario.heartbeat(BTC, id, "10:01:00");
        assertThat(alerts())
                .containsExactly(
                        "CROSSED_ABOVE BTC-USD BTC-USD above 70000 10:00:05 70001 against 70000",
                        "CROSSED_ABOVE BTC-USD BTC-USD above 70000 10:00:35 70001 against 70000");
    }

    @Test
    void whereThePriceStandsAtFirstIsNoCrossing() {
        open(Map.of("PRICE_RULES", "BTC-USD above 70000; ETH-USD above 1", "SPIKE_MADS", "off"));
        at(0, "80000");
        at(5, "81000");
        at(10, "80000");
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aCrossingThatGoesBackWithinTheSecondIsTold() {
        open(Map.of("PRICE_RULES", "BTC-USD above 70000", "SPIKE_MADS", "off"));
        at(0, "69000");
        scenario.trade(BTC, ++id, "1@70009", "10:00:05.1").trade(BTC, ++id, "1@69000", "10:00:05.2");
        at(10, "69000");
        assertThat(alerts()).containsExactly("CROSSED_ABOVE BTC-USD BTC-USD above 70000 10:00:05 70009 against 70000");
    }

    @Test
    void aStaleProductIsToldOnceAndAgainOnlyAfterItCameBack() {
        scenario.receivedAt("10:00:00").trade(BTC, 7, "1@10", "10:00:00");
        scenario.receivedAt("10:00:59").trade(ETH, 1, "1@5", "10:00:59").waitFor(Duration.ofSeconds(1));
        assertThat(alerts()).isEmpty();
        scenario.receivedAt("10:01:00").trade(ETH, 2, "1@5", "10:01:00").waitFor(Duration.ofSeconds(1));
        assertThat(alerts()).containsExactly("STALE BTC-USD stale 10:01:00 60 against 60");
        scenario.receivedAt("10:01:50").trade(ETH, 3, "1@5", "10:01:50").waitFor(Duration.ofSeconds(5));
        assertThat(alerts()).isEmpty();
        scenario.receivedAt("10:02:00").heartbeat(BTC, 7, "10:02:00");
        scenario.receivedAt("10:02:45").trade(ETH, 4, "1@5", "10:02:45").waitFor(Duration.ofSeconds(5));
        scenario.receivedAt("10:03:01").trade(ETH, 5, "1@5", "10:03:01").waitFor(Duration.ofSeconds(5));
        assertThat(alerts())
                .filteredOn(line -> line.startsWith("STALE"))
                .containsExactly("STALE BTC-USD stale 10:03:00 60 against 60");
    }

    @Test
    void aSilenceThatTheClockHadNoOccasionToNoticeIsToldWhenItEnds() {
        scenario.receivedAt("10:00:00").trade(BTC, 7, "1@10", "10:00:00");
        scenario.receivedAt("10:05:00").trade(BTC, 8, "1@10", "10:05:00");
        assertThat(alerts()).contains("STALE BTC-USD stale 10:01:00 60 against 60");
    }

    @Test
    void whenAllFeedsStopTheWallClockTells() {
        scenario.receivedAt("2026-11-21T12:00:00Z").trade(BTC, 7, "1@10", "2026-11-21T11:59:59Z");
        scenario.waitFor(Duration.ofSeconds(110));
        assertThat(alerts()).isEmpty();
        scenario.waitFor(Duration.ofMinutes(5));
        assertThat(alerts())
                .filteredOn(line -> line.startsWith("STALE"))
                .containsExactly("STALE BTC-USD stale 12:01:00 60 against 60");
    }

    @Test
    void aReplayIsNeverStale() {
        scenario.from(Feed.REPLAY).trade(BTC, 7, "1@10", "10:00:00").waitFor(Duration.ofHours(1));
        scenario.receivedAt("2026-11-22T12:00:00Z")
                .trade(BTC, 8, "1@10", "10:00:01")
                .waitFor(Duration.ofHours(1));
        assertThat(alerts()).isEmpty();
    }

    @Test
    void absentMinutesAreToldOnceForEachRow() {
        scenario.heartbeat(BTC, 0, "09:59:30");
        at(10, "1");
        at(130, "1");
        at(250, "1");
        scenario.heartbeat(BTC, id, "10:06:02");
        assertThat(alerts())
                .containsExactly(
                        "GAP BTC-USD completeness 10:01:00 1 against 1",
                        "GAP BTC-USD completeness 10:03:00 1 against 1",
                        "GAP BTC-USD completeness 10:05:00 1 against 1");
    }

    @Test
    void aLongOutageIsOneAlert() {
        at(0, "1");
        at(1_200, "1");
        assertThat(alerts())
                .filteredOn(line -> line.startsWith("GAP"))
                .containsExactly("GAP BTC-USD completeness 10:01:00 1 against 1");
    }

    @Test
    void aMinuteThatLacksMoreTradesThanTheLimitIsToldAndItsRepairIsNot() {
        open(Map.of("MISSING_TRADES", "2"));
        scenario.heartbeat(BTC, 1, "09:59:59")
                .trade(BTC, 2, "1@1", "10:00:01")
                .trade(BTC, 5, "1@1", "10:00:02")
                .trade(BTC, 6, "1@1", "10:01:01")
                .trade(BTC, 10, "1@1", "10:01:02")
                .heartbeat(BTC, 10, "10:02:03");
        assertThat(alerts()).containsExactly("MISSING_TRADES BTC-USD completeness 10:01:00 3 against 2");
        scenario.page(BTC, "9 1@1 10:01:02", "8 1@1 10:01:02").page(BTC, "7 1@1 10:01:02");
        assertThat(scenario.minutes()).anyMatch(line -> line.contains("r3 REPAIR"));
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aHoleAtTheBoundaryMakesTwoMinutesIncompleteAndOneAlert() {
        scenario.heartbeat(BTC, 6, "09:59:59")
                .trade(BTC, 7, "1@10", "10:00:30")
                .trade(BTC, 9, "1@10", "10:01:30")
                .heartbeat(BTC, 9, "10:02:03")
                .heartbeat(BTC, 9, "10:03:03");
        assertThat(alerts()).containsExactly("INCOMPLETE BTC-USD completeness 10:01:00 2 against 2");
    }

    @Test
    void aRevisionThatKnowsLessThanItsCandleDidTellsNothing() {
        open(Map.of("INCOMPLETE_MINUTES", "1"));
        scenario.heartbeat(BTC, 6, "09:59:59")
                .trade(BTC, 7, "1@10", "10:00:30")
                .heartbeat(BTC, 0, "10:00:45")
                .heartbeat(BTC, 0, "10:01:30")
                .heartbeat(BTC, 0, "10:02:02")
                .trade(BTC, 9, "1@10", "10:02:30");
        assertThat(scenario.allMinutes()).endsWith("BTC-USD 10:01 1m r2 LATE GAP incomplete");
        assertThat(alerts()).isEmpty();
    }

    @Test
    void theFirstMinuteAndTheLastOfAReplayAreExpectedToBeCut() {
        open(Map.of("INCOMPLETE_MINUTES", "1"));
        scenario.from(Feed.REPLAY)
                .heartbeat(BTC, 6, "10:00:30")
                .trade(BTC, 7, "1@10", "10:01:30")
                .heartbeat(BTC, 7, "10:02:10")
                .replayEnd(BTC);
        assertThat(scenario.allMinutes()).hasSize(3);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aReplayThatIsReplayedAgainTellsNothingAgain() {
        open(Map.of("PRICE_RULES", "BTC-USD above 101", "MISSING_TRADES", "0"));
        for (int round = 0; round < 2; round++) {
            id = 100;
            scenario.from(Feed.REPLAY).heartbeat(BTC, 100, "09:58:59");
            flat(0, 100, "100");
            at(100, "105");
            id += 5;
            at(110, "100");
            scenario.frame(BTC, "{").replayEnd(BTC);
            assertThat(alerts().stream()
                            .map(line -> line.substring(0, line.indexOf(' ')))
                            .toList())
                    .as("round %d", round)
                    .isEqualTo(round == 0 ? List.of("GAP", "SPIKE", "CROSSED_ABOVE") : List.of());
        }
    }

    @Test
    void whatAnotherRecordingAddsToMinutesThatWereJudgedTellsNothing() {
        open(Map.of("PRICE_RULES", "BTC-USD above 101 cooldown 0s"));
        scenario.from(Feed.REPLAY)
                .trade(BTC, 1, "1@100", "10:00:00")
                .trade(BTC, 3, "1@105", "10:00:20")
                .replayEnd(BTC);
        assertThat(alerts()).hasSize(1);
        scenario.trade(BTC, 1, "1@100", "10:00:00")
                .trade(BTC, 2, "1@99", "10:00:10")
                .trade(BTC, 3, "1@105", "10:00:20")
                .trade(BTC, 4, "1@106", "10:00:30")
                .replayEnd(BTC);
        assertThat(scenario.ticks()).hasSize(4);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void ofEqualPricesOfASecondTheFirstIsToldWhateverTheOrder() {
        open(Map.of("PRICE_RULES", "BTC-USD above 101; BTC-USD below 99", "SPIKE_MADS", "off"));
        at(0, "100");
        scenario.trade(BTC, 103, "1@105", "10:00:05.3")
                .trade(BTC, 102, "1@105", "10:00:05.2")
                .trade(BTC, 104, "1@105", "10:00:05.3")
                .trade(BTC, 106, "1@98", "10:00:06.2")
                .trade(BTC, 105, "1@98", "10:00:06.2")
                .trade(BTC, 107, "1@98", "10:00:06.9")
                .heartbeat(BTC, 107, "10:00:10");
        assertThat(scenario.alerts())
                .extracting(Alert::detail)
                .containsExactly("trade 102 rose above 101: 105", "trade 105 fell below 99: 98");
    }

    @Test
    void anEarlierRecordingThatIsReplayedAfterwardsIsJudgedByItself() {
        open(Map.of("PRICE_RULES", "BTC-USD above 101"));
        scenario.from(Feed.REPLAY);
        at(0, "100");
        at(5, "102");
        scenario.replayEnd(BTC);
        scenario.trade(BTC, 1, "1@100", "2021-07-08T10:00:00Z")
                .trade(BTC, 2, "1@103", "2021-07-08T10:00:05Z")
                .replayEnd(BTC);
        assertThat(alerts()).filteredOn(line -> line.startsWith("CROSSED")).hasSize(2);
    }

    @Test
    void rejectsAboveTheRateAreToldOnceUntilAMinuteHasFewer() {
        open(Map.of("REJECTS_PER_MINUTE", "2"));
        bad(BTC, "10:00:10", 2);
        assertThat(alerts()).isEmpty();
        bad(BTC, "10:00:20", 3);
        assertThat(alerts()).containsExactly("REJECT_RATE BTC-USD rejects 10:00:20 3 against 2");
        bad(BTC, "10:01:20", 5);
        assertThat(alerts()).as("still above").isEmpty();
        bad(BTC, "10:02:20", 1);
        bad(BTC, "10:03:20", 3);
        bad(BTC, "10:05:20", 3);
        assertThat(alerts())
                .containsExactly(
                        "REJECT_RATE BTC-USD rejects 10:03:20 3 against 2",
                        "REJECT_RATE BTC-USD rejects 10:05:20 3 against 2");
    }

    @Test
    void rejectsOfNoProductAreCountedByThemselves() {
        open(Map.of("REJECTS_PER_MINUTE", "2"));
        bad(null, "10:00:10", 2);
        bad(BTC, "10:00:10", 2);
        bad(ETH, "10:00:10", 2);
        assertThat(alerts()).isEmpty();
        bad(null, "10:00:20", 1);
        assertThat(scenario.alerts()).singleElement().satisfies(alert -> {
            assertThat(line(alert)).isEqualTo("REJECT_RATE NO-PRODUCT rejects 10:00:20 3 against 2");
            assertThat(alert.detail())
                    .isEqualTo("3 rejects in partition 0 in the minute from 2026-11-20T10:00:00.000000Z,"
                            + " the last MALFORMED_JSON");
        });
    }

    @Test
    void rejectsOfAReplayHaveNoRate() {
        open(Map.of("REJECTS_PER_MINUTE", "0"));
        scenario.from(Feed.REPLAY);
        bad(BTC, "10:00:10", 3);
        assertThat(scenario.rejects()).hasSize(3);
        assertThat(alerts()).isEmpty();
    }

    private void bad(@Nullable String product, String receivedAt, int times) {
        scenario.receivedAt(receivedAt);
        for (int i = 0; i < times; i++) {
            scenario.frame(product, "{");
        }
    }

    @Test
    void anAlertHasEverythingAndAnIdThatIsTheSameWhenItIsMadeAgain() {
        flat(0, 100, "63514.5");
        scenario.trade(BTC, ++id, "1@64000.10", "10:01:40.5");
        at(110, "63514.5");
        assertThat(scenario.alerts())
                .containsExactly(new Alert(
                        UUID.nameUUIDFromBytes(
                                "SPIKE spike BTC-USD 2026-11-20T10:01:40.500000Z trade 121".getBytes(UTF_8)),
                        "spike",
                        ProductId.of(BTC),
                        "SPIKE",
                        Optional.of(new BigDecimal("64000.10")),
                        // 63514.5 × (1 + 8 × 0.0005)
                        Optional.of(new BigDecimal("63768.558")),
                        Timestamp.of("2026-11-20T10:01:40.5Z"),
                        "trade 121 at 64000.1, above 63768.558; the median of the last prices is 63514.5"));
    }

    @Test
    void theLargestPricesDoNotLeaveTheirColumns() {
        flat(0, 100, "99999999999999999999.999999999999999998");
        at(100, "0.000000000000000001");
        at(110, "1");
        assertThat(scenario.alerts()).singleElement().satisfies(alert -> {
            BigDecimal threshold = alert.threshold().orElseThrow();
            assertThat(threshold.scale()).isLessThanOrEqualTo(18);
            assertThat(threshold.precision()).isLessThanOrEqualTo(38);
        });
    }
}
