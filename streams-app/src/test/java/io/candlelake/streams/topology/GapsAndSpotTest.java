package io.candlelake.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Reject;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.Tick;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of gaps, spot_prices and alerts. */
class GapsAndSpotTest {
    private static final String BTC = "BTC-USD";
    private static final String QUOTE = "{\"data\":{\"amount\":\"63514.60\",\"base\":\"BTC\",\"currency\":\"USD\"}}";

    @SuppressWarnings("NullAway.Init")
    private TopologyScenario scenario;

    @BeforeEach
    void open(@TempDir Path stateDirectory) {
        scenario = new TopologyScenario(stateDirectory);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void aSkippedIdOpensAGapThatItsTradesClose() {
        scenario.trade(BTC, 6, "1@1", "10:00:01").trade(BTC, 10, "1@1", "10:00:02");
        assertThat(scenario.gaps()).containsExactly("7..9 OPEN SKIPPED");
        scenario.trade(BTC, 8, "1@1", "10:00:02").trade(BTC, 7, "1@1", "10:00:02");
        assertThat(scenario.gaps()).isEmpty();
        scenario.trade(BTC, 9, "1@1", "10:00:02");
        assertThat(scenario.gaps()).containsExactly("7..9 REPAIRED SKIPPED");
        scenario.trade(BTC, 9, "1@1", "10:00:02").trade(BTC, 11, "1@1", "10:00:03");
        assertThat(scenario.gaps()).isEmpty();
    }

    @Test
    void aHeartbeatThatNamesANewerTradeOpensAGap() {
        scenario.trade(BTC, 6, "1@1", "10:00:01").heartbeat(BTC, 8, "10:00:02").heartbeat(BTC, 9, "10:00:03");
        assertThat(scenario.gaps()).containsExactly("7..8 OPEN HEARTBEAT", "9..9 OPEN HEARTBEAT");
    }

    @Test
    void aHeartbeatOfUnknownLastTradeOpensNone() {
        scenario.trade(BTC, 6, "1@1", "10:00:01").heartbeat(BTC, 0, "10:00:02");
        assertThat(scenario.gaps()).isEmpty();
    }

    @Test
    void whatWasMissedSinceTheFirstHeartbeatIsAGapToo() {
        scenario.heartbeat(BTC, 6, "10:00:00").trade(BTC, 9, "1@1", "10:00:01");
        assertThat(scenario.gaps()).containsExactly("7..8 OPEN SKIPPED");
    }

    @Test
    void aReportGivesItsCause() {
        scenario.trade(BTC, 6, "1@1", "10:00:01")
                .report(BTC, 7, 9, "OPEN", "RECONNECT")
                .trade(BTC, 10, "1@1", "10:00:09");
        assertThat(scenario.gaps()).containsExactly("7..9 OPEN RECONNECT");
        scenario.page(BTC, "9 1@1 10:00:08", "8 1@1 10:00:07", "7 1@1 10:00:06", "6 1@1 10:00:01");
        assertThat(scenario.gaps()).containsExactly("7..9 REPAIRED RECONNECT");
        assertThat(scenario.ticks())
                .extracting(Tick::feed)
                .containsExactly(Feed.EXCHANGE, Feed.EXCHANGE, Feed.REST, Feed.REST, Feed.REST);
    }

    @Test
    void whereAGapsPartsEndDifferentlyEachHasARow() {
        scenario.trade(BTC, 6, "1@1", "10:00:01")
                .report(BTC, 7, 12, "OPEN", "DOWNTIME")
                .trade(BTC, 13, "1@1", "10:00:09")
                .page(BTC, "12 1@1 10:00:08", "11 1@1 10:00:08", "8 1@1 10:00:07");
        assertThat(scenario.gaps()).containsExactly("7..12 OPEN DOWNTIME");
        scenario.report(BTC, 7, 12, "UNREPAIRABLE", "DOWNTIME");
        assertThat(scenario.gaps())
                .containsExactly(
                        "7..7 UNREPAIRABLE DOWNTIME",
                        "8..8 REPAIRED DOWNTIME",
                        "9..10 UNREPAIRABLE DOWNTIME",
                        "11..12 REPAIRED DOWNTIME");
    }

    @Test
    void aTradeThatWasGivenUpAndComesAfterAllIsARow() {
        scenario.trade(BTC, 6, "1@1", "10:00:01")
                .trade(BTC, 9, "1@1", "10:00:02")
                .report(BTC, 7, 8, "UNREPAIRABLE", "SKIPPED");
        assertThat(scenario.gaps()).containsExactly("7..8 OPEN SKIPPED", "7..8 UNREPAIRABLE SKIPPED");
        scenario.trade(BTC, 7, "1@1", "10:00:01");
        assertThat(scenario.gaps()).containsExactly("7..7 REPAIRED SKIPPED");
        scenario.trade(BTC, 8, "1@1", "10:00:01");
        assertThat(scenario.gaps()).containsExactly("8..8 REPAIRED SKIPPED");
    }

    @Test
    void aBackfillThatWasCutIsOpenedAndGivenUpAtOnce() {
        scenario.trade(BTC, 6, "1@1", "10:00:01").report(BTC, 7, 200_000, "UNREPAIRABLE", "BACKFILL_CUT");
        assertThat(scenario.gaps())
                .containsExactly("7..200000 OPEN BACKFILL_CUT", "7..200000 UNREPAIRABLE BACKFILL_CUT");
    }

    @Test
    void aBackfillThatWasCutIsTheCauseThoughItsTradesCameBeforeTheReport() {
        scenario.trade(BTC, 6, "1@1", "10:00:01").trade(BTC, 10, "1@1", "10:00:02");
        assertThat(scenario.gaps()).containsExactly("7..9 OPEN SKIPPED");
        scenario.report(BTC, 7, 8, "OPEN", "BACKFILL_CUT")
                .report(BTC, 7, 8, "UNREPAIRABLE", "BACKFILL_CUT")
                .report(BTC, 9, 9, "OPEN", "DOWNTIME")
                .trade(BTC, 9, "1@1", "10:00:02");
        assertThat(scenario.gaps()).containsExactly("7..8 UNREPAIRABLE BACKFILL_CUT", "9..9 REPAIRED BACKFILL_CUT");
    }

    @Test
    void aBatchThatIsNewestFirstHasNoGap() {
        scenario.trade(BTC, 6, "1@1", "10:00:01").page(BTC, "9 1@1 10:00:08", "8 1@1 10:00:07", "7 1@1 10:00:06");
        assertThat(scenario.gaps()).isEmpty();
    }

    @Test
    void aWildIdIsOneGapAndStopsNothing() {
        scenario.trade(BTC, 6, "1@1", "10:00:01")
                .trade(BTC, Long.MAX_VALUE, "1@1", "10:00:02")
                .trade(BTC, 7, "1@1", "10:00:03");
        assertThat(scenario.gaps()).containsExactly("7..9223372036854775806 OPEN SKIPPED");
        assertThat(scenario.ticks()).hasSize(3);
    }

    @Test
    void holesBeyondTheBoundAreGivenUpFromTheSmallestIdOn() {
        for (long id = 1; id <= 2 * 4_200; id += 2) {
            scenario.trade(BTC, id, "1@1", "10:00:01");
        }
        assertThat(scenario.gaps())
                .filteredOn(row -> row.contains("UNREPAIRABLE"))
                .hasSize(4_200 - 4_096)
                .startsWith("2..2 UNREPAIRABLE SKIPPED");
        scenario.trade(BTC, 2, "1@1", "10:00:01").trade(BTC, 8_000, "1@1", "10:00:01");
        assertThat(scenario.rejects()).extracting(Reject::reason).containsExactly(RejectReason.TOO_LATE);
        assertThat(scenario.ticks()).hasSize(4_201);
    }

    @Test
    void aSpotPriceIsARowWhoseIdIsTheSameWhenMadeAgain() {
        scenario.rest(BTC, RestFrameParser.SPOT, QUOTE).rest(BTC, RestFrameParser.SPOT, QUOTE);
        var rows = scenario.spotPrices();
        assertThat(rows).hasSize(2).allSatisfy(price -> {
            assertThat(price.productId().value()).isEqualTo(BTC);
            assertThat(price.amount()).isEqualByComparingTo("63514.6");
            assertThat(price.currency()).isEqualTo("USD");
            assertThat(price.fetchedAt()).hasToString("2026-11-21T12:00:00.000000Z");
        });
        assertThat(rows.get(0)).isEqualTo(rows.get(1));
    }

    @Test
    void aSpotPriceThatWasNotFetchedIsAnAlert() {
        scenario.rest(
                BTC,
                RestFrameParser.SPOT_MISSED,
                "{\"product_id\":\"BTC-USD\",\"scheduled_at\":\"2026-11-20T10:00:00Z\",\"detail\":\"HTTP 500\"}");
        assertThat(scenario.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rule()).isEqualTo("spot-missed");
            assertThat(alert.kind()).isEqualTo("MISSED_INTERVAL");
            assertThat(alert.time()).hasToString("2026-11-20T10:00:00.000000Z");
            assertThat(alert.detail()).isEqualTo("HTTP 500");
        });
    }
}
