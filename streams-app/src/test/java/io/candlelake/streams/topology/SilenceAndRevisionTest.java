package io.candlelake.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleStatus;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Interval;
import io.candlelake.domain.Reject;
import io.candlelake.domain.RejectReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows without trades, what revises a candle, open candles, and trades that contradict. */
class SilenceAndRevisionTest {
    private static final String BTC = "BTC-USD";
    private static final String ETH = "ETH-USD";

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
    void silenceWithHeartbeatsIsEmpty() {
        scenario.heartbeat(BTC, 6, "09:59:59")
                .trade(BTC, 7, "1@10", "10:00:30")
                .heartbeat(BTC, 7, "10:01:30")
                .heartbeat(BTC, 7, "10:02:02");
        assertThat(scenario.allMinutes())
                .containsExactly(
                        "BTC-USD 09:59 1m r1 CLOSE GAP incomplete",
                        "BTC-USD 10:00 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 complete",
                        "BTC-USD 10:01 1m r1 CLOSE EMPTY complete");
    }

    @Test
    void silenceWithoutHeartbeatsIsAGap() {
        scenario.heartbeat(BTC, 6, "09:59:59").trade(BTC, 7, "1@10", "10:00:30").trade(BTC, 8, "1@10", "10:02:02");
        assertThat(scenario.allMinutes())
                .contains("BTC-USD 10:01 1m r1 CLOSE GAP incomplete")
                .contains("BTC-USD 10:00 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 complete");
    }

    @Test
    void aMinuteOnceFollowedOnlyInPartIsAGap() {
        scenario.heartbeat(BTC, 6, "10:00:30").heartbeat(BTC, 6, "10:01:02").heartbeat(BTC, 6, "10:02:02");
        assertThat(scenario.allMinutes())
                .containsExactly(
                        "BTC-USD 10:00 1m r1 CLOSE GAP incomplete", "BTC-USD 10:01 1m r1 CLOSE EMPTY complete");
    }

    @Test
    void aLargerWindowIsEmptyWhenEachOfItsMinutesIs() {
        scenario.heartbeat(BTC, 6, "10:00:00");
        for (int minute = 0; minute < 10; minute++) {
            if (minute != 7) {
                scenario.heartbeat(BTC, 6, "10:0" + minute + ":30");
            }
        }
        scenario.heartbeat(BTC, 6, "10:10:02");
        assertThat(scenario.allCandles())
                .filteredOn(candle -> candle.interval() == Interval.FIVE_MINUTES)
                .extracting(Candle::status, Candle::complete)
                .containsExactly(tuple(CandleStatus.EMPTY, true), tuple(CandleStatus.GAP, false));
    }

    @Test
    void missingIdsMakeBothNeighboursIncompleteAndTheSilenceBetweenAGapUntilTheyCome() {
        scenario.heartbeat(BTC, 6, "09:59:00")
                .heartbeat(BTC, 6, "09:59:59")
                .trade(BTC, 7, "1@10", "10:00:30")
                .heartbeat(BTC, 0, "10:01:01")
                .trade(BTC, 9, "1@10", "10:02:30")
                .heartbeat(BTC, 9, "10:03:02");
        assertThat(scenario.allMinutes())
                .containsExactly(
                        "BTC-USD 09:59 1m r1 CLOSE EMPTY complete",
                        "BTC-USD 10:00 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete",
                        "BTC-USD 10:01 1m r1 CLOSE GAP incomplete",
                        "BTC-USD 10:02 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete");
        scenario.page(BTC, "8 1@12 10:02:10");
        assertThat(scenario.allMinutes().subList(4, 7))
                .containsExactlyInAnyOrder(
                        "BTC-USD 10:02 1m r2 REPAIR O12 H12 L10 C10 V2 n2 missing0 complete",
                        "BTC-USD 10:00 1m r2 REPAIR O10 H10 L10 C10 V1 n1 missing0 complete",
                        "BTC-USD 10:01 1m r2 REPAIR EMPTY complete");
        assertThat(scenario.allMinutes()).hasSize(7);
    }

    @Test
    void aClaimThatProvesWrongIsTakenBack() {
        scenario.heartbeat(BTC, 6, "09:59:59")
                .trade(BTC, 7, "1@10", "10:00:30")
                .heartbeat(BTC, 0, "10:00:45")
                .heartbeat(BTC, 0, "10:01:30")
                .heartbeat(BTC, 0, "10:02:02")
                .trade(BTC, 9, "1@10", "10:02:30");
        assertThat(scenario.allMinutes().subList(1, 5))
                .containsExactly(
                        "BTC-USD 10:00 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 complete",
                        "BTC-USD 10:01 1m r1 CLOSE EMPTY complete",
                        "BTC-USD 10:00 1m r2 LATE O10 H10 L10 C10 V1 n1 missing0 incomplete",
                        "BTC-USD 10:01 1m r2 LATE GAP incomplete");
    }

    @Test
    void aTradeMissingBeforeAMinutesFirstMayShareItsMicrosecond() {
        scenario.heartbeat(BTC, 6, "09:58:59")
                .trade(BTC, 8, "1@10", "10:00:00")
                .trade(BTC, 9, "1@10", "10:01:00")
                .heartbeat(BTC, 9, "10:01:02");
        assertThat(scenario.minutes())
                .containsExactly("BTC-USD 10:00 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete");
    }

    @Test
    void whatIsMissingBeforeTheFirstTradeThatCameIsNoSilence() {
        scenario.heartbeat(BTC, 6, "09:58:59")
                .heartbeat(BTC, 0, "09:59:30")
                .trade(BTC, 9, "1@10", "10:00:01")
                .heartbeat(BTC, 9, "10:00:02");
        assertThat(scenario.gaps()).containsExactly("7..8 OPEN SKIPPED");
        assertThat(scenario.allMinutes()).contains("BTC-USD 09:59 1m r1 CLOSE GAP incomplete");
    }

    @Test
    void aTradeFromBeforeTheSessionWaitsForItsGraceToo() {
        scenario.page(BTC, "8 1@11 10:01:00.2", "7 1@10 10:00:59.9");
        assertThat(scenario.allCandles()).isEmpty();
        scenario.page(BTC, "6 1@9 10:00:59.8").heartbeat(BTC, 8, "10:01:02");
        assertThat(scenario.allMinutes())
                .containsExactly("BTC-USD 10:00 1m r1 CLOSE O9 H10 L9 C10 V2 n2 missing0 incomplete");
    }

    @Test
    void soDoTheLargerWindowsThatItLiesIn() {
        scenario.heartbeat(BTC, 0, "10:05:00.5").trade(BTC, 7, "1@10", "10:01:30");
        assertThat(scenario.allCandles())
                .extracting(TopologyScenario::line)
                .containsExactly("BTC-USD 10:01 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete");
        scenario.heartbeat(BTC, 7, "10:05:02");
        assertThat(scenario.allCandles())
                .as("its minute is closed, and nothing else waits: the five minutes are over all the same")
                .extracting(TopologyScenario::line)
                .contains("BTC-USD 10:00 5m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete");
    }

    @Test
    void whatAHeartbeatProvedStaysProven() {
        scenario.heartbeat(BTC, 6, "09:59:59")
                .trade(BTC, 7, "1@10", "10:00:30")
                .heartbeat(BTC, 7, "10:01:30")
                .heartbeat(BTC, 7, "10:02:02")
                .trade(BTC, 9, "1@10", "10:02:30");
        assertThat(scenario.allMinutes()).hasSize(3);
        scenario.heartbeat(BTC, 10, "10:03:30")
                .trade(BTC, 11, "1@10", "10:04:10")
                .heartbeat(BTC, 11, "10:05:02");
        assertThat(scenario.allMinutes().subList(3, 6))
                .as("8 lies in 10:02, 10 in 10:02 or 10:03")
                .containsExactly(
                        "BTC-USD 10:02 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete",
                        "BTC-USD 10:03 1m r1 CLOSE GAP incomplete",
                        "BTC-USD 10:04 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 complete");
    }

    @Test
    void aTradeThatNobodyMissedIsLate() {
        scenario.trade(BTC, 1, "1@10", "10:00:01").heartbeat(BTC, 0, "10:01:02").trade(BTC, 2, "1@11", "10:00:30");
        assertThat(scenario.minutes())
                .containsExactly(
                        "BTC-USD 10:00 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 complete",
                        "BTC-USD 10:00 1m r2 LATE O10 H11 L10 C11 V2 n2 missing0 complete");
    }

    @Test
    void aFetchedTradeIsARepair() {
        scenario.trade(BTC, 1, "1@10", "10:00:01").heartbeat(BTC, 0, "10:01:02").page(BTC, "2 1@11 10:00:30");
        assertThat(scenario.minutes().get(1)).startsWith("BTC-USD 10:00 1m r2 REPAIR");
    }

    @Test
    void aProductWhoseFeedStopsHasGapsByTheClockOfTheOthersReceipts() {
        scenario.receivedAt("10:00:01").trade(BTC, 1, "1@10", "10:00:00").trade(ETH, 1, "1@5", "10:00:00");
        scenario.receivedAt("10:03:05").trade(ETH, 2, "1@5", "10:03:04").waitFor(Duration.ofSeconds(1));
        assertThat(bitcoinMinutes())
                .containsExactly(
                        "BTC-USD 10:00 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete",
                        "BTC-USD 10:01 1m r1 CLOSE GAP incomplete");
        scenario.receivedAt("10:03:30").trade(BTC, 2, "1@11", "10:01:20").heartbeat(BTC, 2, "10:03:30");
        assertThat(bitcoinMinutes().subList(2, 6))
                .containsExactly(
                        "BTC-USD 10:01 1m r2 LATE O11 H11 L11 C11 V1 n1 missing0 incomplete",
                        "BTC-USD 10:00 1m r2 REPAIR O10 H10 L10 C10 V1 n1 missing0 complete",
                        "BTC-USD 10:02 1m r1 CLOSE GAP incomplete",
                        "BTC-USD 10:01 1m r3 REPAIR O11 H11 L11 C11 V1 n1 missing0 complete");
    }

    @Test
    void whenAllFeedsStopTheWallClockCloses() {
        scenario.receivedAt("2026-11-21T12:00:00Z").trade(BTC, 7, "1@10", "2026-11-21T11:59:59Z");
        scenario.waitFor(Duration.ofSeconds(60));
        assertThat(scenario.allCandles()).isEmpty();
        scenario.waitFor(Duration.ofMinutes(4));
        assertThat(scenario.allMinutes())
                .containsExactly(
                        "BTC-USD 11:59 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete",
                        "BTC-USD 12:00 1m r1 CLOSE GAP incomplete",
                        "BTC-USD 12:01 1m r1 CLOSE GAP incomplete",
                        "BTC-USD 12:02 1m r1 CLOSE GAP incomplete",
                        "BTC-USD 12:03 1m r1 CLOSE GAP incomplete");
        scenario.receivedAt("2026-11-21T12:05:00Z")
                .heartbeat(BTC, 7, "2026-11-21T12:00:30Z")
                .heartbeat(BTC, 7, "2026-11-21T12:01:30Z");
        assertThat(scenario.allMinutes()).endsWith("BTC-USD 12:00 1m r2 REPAIR EMPTY complete");
    }

    @Test
    void aReplayIsNotClosedByTheClock() {
        scenario.from(Feed.REPLAY).trade(BTC, 7, "1@10", "10:00:00").waitFor(Duration.ofHours(1));
        assertThat(scenario.allCandles()).isEmpty();
    }

    @Test
    void aSilenceOfYearsIsNotFilledWithRows() {
        scenario.trade(BTC, 7, "1@10", "2021-11-20T10:00:00Z").heartbeat(BTC, 7, "2026-11-20T10:00:02Z");
        assertThat(scenario.allMinutes()).hasSize(1 + 7 * 1_440);
    }

    @Test
    void openCandlesAreToldAtOnceAndThenAtMostFourTimesASecond() {
        scenario.heartbeat(BTC, 6, "09:59:59").trade(BTC, 7, "1@10", "10:00:01");
        assertThat(scenario.live())
                .hasSize(6)
                .startsWith("BTC-USD|1m: BTC-USD 10:00 1m r0 OPEN O10 H10 L10 C10 V1 n1 missing0 incomplete");
        scenario.trade(BTC, 8, "1@11", "10:00:02").trade(BTC, 9, "1@12", "10:01:01");
        assertThat(scenario.live()).isEmpty();
        scenario.waitFor(Duration.ofMillis(250));
        assertThat(scenario.live())
                .containsExactly(
                        "BTC-USD|1m: BTC-USD 10:01 1m r0 OPEN O12 H12 L12 C12 V1 n1 missing0 incomplete",
                        "BTC-USD|5m: BTC-USD 10:00 5m r0 OPEN O10 H12 L10 C12 V3 n3 missing0 incomplete",
                        "BTC-USD|15m: BTC-USD 10:00 15m r0 OPEN O10 H12 L10 C12 V3 n3 missing0 incomplete",
                        "BTC-USD|1h: BTC-USD 10:00 1h r0 OPEN O10 H12 L10 C12 V3 n3 missing0 incomplete",
                        "BTC-USD|6h: BTC-USD 06:00 6h r0 OPEN O10 H12 L10 C12 V3 n3 missing0 incomplete",
                        "BTC-USD|1d: BTC-USD 00:00 1d r0 OPEN O10 H12 L10 C12 V3 n3 missing0 incomplete");
        scenario.waitFor(Duration.ofSeconds(1));
        assertThat(scenario.live()).isEmpty();
    }

    @Test
    void openCandlesHoldTheMinutesThatClosedAlready() {
        scenario.trade(BTC, 7, "1@10", "10:00:01")
                .trade(BTC, 8, "1@12", "10:02:01")
                .waitFor(Duration.ofSeconds(1));
        assertThat(scenario.live())
                .contains("BTC-USD|5m: BTC-USD 10:00 5m r0 OPEN O10 H12 L10 C12 V2 n2 missing0 incomplete");
    }

    @Test
    void aTradeThatSaysSomethingElseUnderTheSameIdIsRejected() {
        scenario.trade(BTC, 7, "1@10.0", "10:00:01")
                .trade(BTC, 7, "1.00@10", "10:00:01.000000")
                .trade(BTC, 7, "2@10", "10:00:01")
                .trade(BTC, 7, "1@11", "10:00:01")
                .trade(BTC, 7, "1@10", "10:00:01.000001")
                .frame(BTC, TopologyScenario.match(BTC, 7, "1@10", "10:00:01").replace("sell", "buy"));
        assertThat(scenario.ticks()).hasSize(1);
        List<Reject> rejects = scenario.rejects();
        assertThat(rejects)
                .extracting(Reject::reason)
                .containsOnly(RejectReason.CONTRADICTION)
                .hasSize(4);
        assertThat(rejects.get(0).detail()).startsWith("trade 7 was seen with another price, size, side or time than");
    }

    @Test
    void contentsAreRememberedForTheOpenMinutesAndAtLeastFourThousandTrades() {
        for (long id = 1; id <= 6_000; id++) {
            scenario.trade(BTC, id, "1@10", "10:00:01");
        }
        scenario.trade(BTC, 1, "1@11", "10:00:01").trade(BTC, 5_999, "1@11", "10:00:01");
        assertThat(scenario.rejects()).hasSize(2);
        scenario.trade(BTC, 6_001, "1@10", "10:05:00").trade(BTC, 6_080, "1@10", "10:05:00");
        scenario.trade(BTC, 1, "1@11", "10:00:01").trade(BTC, 5_999, "1@11", "10:00:01");
        assertThat(scenario.rejects()).as("1 is forgotten").hasSize(1);
    }

    private List<String> bitcoinMinutes() {
        return scenario.allMinutes().stream()
                .filter(line -> line.startsWith(BTC))
                .toList();
    }
}
