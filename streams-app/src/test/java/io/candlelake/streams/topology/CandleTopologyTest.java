package io.candlelake.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleReason;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RawPosition;
import io.candlelake.domain.Reject;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Tick;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandleTopologyTest {
    private static final String BTC = "BTC-USD";
    private static final String THIN = "NU-GBP";

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
    void aTradeBecomesATickThatSaysWhereItCameFrom() {
        scenario.heartbeat(BTC, 6, "10:00:00").trade(BTC, 7, "0.5@100.25", "10:00:01.000001");
        assertThat(scenario.ticks()).singleElement().satisfies(tick -> {
            assertThat(tick.productId()).isEqualTo(ProductId.of(BTC));
            assertThat(tick.price()).isEqualByComparingTo("100.25");
            assertThat(tick.size()).isEqualByComparingTo("0.5");
            assertThat(tick.takerSide()).isEqualTo(TakerSide.BUY);
            assertThat(tick.sequence()).hasValue(70);
            assertThat(tick.feed()).isEqualTo(Feed.EXCHANGE);
            assertThat(tick.raw()).isEqualTo(new RawPosition(0, 1));
        });
    }

    @Test
    void repeatedTradeIsCountedOnce() {
        scenario.trade(BTC, 7, "1@100", "10:00:01")
                .trade(BTC, 7, "1@100", "10:00:01")
                .heartbeat(BTC, 7, "10:01:02");
        assertThat(scenario.ticks()).hasSize(1);
        assertThat(scenario.minutes())
                .containsExactly("BTC-USD 10:00 1m r1 CLOSE O100 H100 L100 C100 V1 n1 missing0 incomplete");
    }

    @Test
    void aCandleIsFinalOnceItsProductsTimePassesItsEndAndTheGrace() {
        scenario.trade(BTC, 7, "1@100", "10:00:01").heartbeat(BTC, 7, "10:01:01.999999");
        assertThat(scenario.candles()).isEmpty();
        scenario.heartbeat(BTC, 7, "10:01:02");
        assertThat(scenario.candles()).hasSize(1);
    }

    @Test
    void aTradeInsideTheGraceStillCounts() {
        scenario.trade(BTC, 7, "1@100", "10:00:01")
                .trade(BTC, 9, "1@300", "10:01:01")
                .trade(BTC, 8, "1@200", "10:00:59")
                .heartbeat(BTC, 9, "10:01:03");
        assertThat(scenario.minutes())
                .containsExactly("BTC-USD 10:00 1m r1 CLOSE O100 H200 L100 C200 V2 n2 missing0 incomplete");
    }

    @Test
    void openAndCloseFollowTimeAndIdWhateverTheArrival() {
        scenario.trade(BTC, 9, "1@3", "10:00:30")
                .trade(BTC, 11, "1@5", "10:00:40")
                .trade(BTC, 10, "1@4", "10:00:40")
                .trade(BTC, 8, "1@2", "10:00:20")
                .heartbeat(BTC, 11, "10:01:02");
        assertThat(scenario.minutes())
                .containsExactly("BTC-USD 10:00 1m r1 CLOSE O2 H5 L2 C5 V4 n4 missing0 incomplete");
    }

    @Test
    void aBusyProductDoesNotCloseAQuietOnesWindow() {
        scenario.trade(THIN, 3, "1@1", "10:00:01")
                .trade(BTC, 7, "1@100", "10:00:01")
                .trade(BTC, 8, "1@100", "10:07:00");
        assertThat(scenario.minutes()).allSatisfy(line -> assertThat(line).startsWith(BTC));
        scenario.heartbeat(THIN, 3, "10:01:02");
        assertThat(scenario.minutes()).anySatisfy(line -> assertThat(line).startsWith(THIN));
    }

    @Test
    void everyLargerIntervalFollowsFromTheMinutes() {
        scenario.trade(BTC, 1, "1@10", "10:00:01")
                .trade(BTC, 2, "2@30", "10:03:00")
                .trade(BTC, 3, "1@20", "10:14:59")
                .heartbeat(BTC, 3, "2026-11-21T00:00:02Z");
        for (Interval interval :
                List.of(Interval.FIFTEEN_MINUTES, Interval.ONE_HOUR, Interval.SIX_HOURS, Interval.ONE_DAY)) {
            assertThat(scenario.candles(interval)).singleElement().satisfies(candle -> {
                assertThat(candle.tradeCount()).isEqualTo(3);
                assertThat(candle.volume()).isEqualByComparingTo("4");
                assertThat(candle.notional()).isEqualByComparingTo("90");
                assertThat(candle.prices().orElseThrow().vwap()).isEqualByComparingTo("22.5");
                assertThat(candle.prices().orElseThrow().open()).isEqualByComparingTo("10");
                assertThat(candle.prices().orElseThrow().high()).isEqualByComparingTo("30");
                assertThat(candle.prices().orElseThrow().close()).isEqualByComparingTo("20");
                assertThat(candle.complete()).isTrue();
            });
        }
        assertThat(scenario.candles(Interval.FIVE_MINUTES)).hasSize(2);
    }

    @Test
    void aMissingIdMakesTheCandlesAroundItIncomplete() {
        scenario.heartbeat(BTC, 0, "09:59:59")
                .trade(BTC, 1, "1@10", "10:00:01")
                .trade(BTC, 2, "1@10", "10:00:02")
                .trade(BTC, 4, "1@10", "10:01:02")
                .trade(BTC, 6, "1@10", "10:01:03")
                .trade(BTC, 7, "1@10", "10:02:03")
                .heartbeat(BTC, 7, "10:03:02");
        assertThat(scenario.minutes())
                .containsExactly(
                        "BTC-USD 10:00 1m r1 CLOSE O10 H10 L10 C10 V2 n2 missing0 incomplete",
                        "BTC-USD 10:01 1m r1 CLOSE O10 H10 L10 C10 V2 n2 missing1 incomplete",
                        "BTC-USD 10:02 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 complete");
    }

    @Test
    void aTradeThatHeartbeatsNameButThatNeverCameMakesTheCandleIncomplete() {
        scenario.trade(BTC, 1, "1@10", "10:00:01").heartbeat(BTC, 2, "10:01:02");
        assertThat(scenario.candles(Interval.ONE_MINUTE))
                .singleElement()
                .satisfies(candle -> assertThat(candle.complete()).isFalse());
    }

    @Test
    void aTradeThatWasMissingRevisesItsMinuteAndEveryClosedIntervalAboveIt() {
        scenario.trade(BTC, 1, "1@10", "10:00:01").trade(BTC, 3, "1@30", "10:06:00");
        scenario.trade(BTC, 2, "1@50", "10:00:30");
        assertThat(scenario.candles(Interval.ONE_MINUTE).stream().map(TopologyScenario::line))
                .containsExactly(
                        "BTC-USD 10:00 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete",
                        "BTC-USD 10:00 1m r2 REPAIR O10 H50 L10 C50 V2 n2 missing0 complete");
        assertThat(scenario.candles(Interval.FIVE_MINUTES).stream().map(TopologyScenario::line))
                .containsExactly(
                        "BTC-USD 10:00 5m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete",
                        "BTC-USD 10:00 5m r2 REPAIR O10 H50 L10 C50 V2 n2 missing0 complete");
        scenario.heartbeat(BTC, 3, "10:15:02");
        assertThat(scenario.candles(Interval.FIFTEEN_MINUTES)).singleElement().satisfies(candle -> {
            assertThat(candle.revision()).isEqualTo(1);
            assertThat(candle.tradeCount()).isEqualTo(3);
        });
    }

    @Test
    void lateTradesOfOneFrameMakeOneRevision() {
        scenario.trade(BTC, 1, "1@10", "10:00:01").trade(BTC, 9, "1@30", "10:02:02");
        scenario.frame(BTC, """
                {"channel":"market_trades","events":[{"type":"update","trades":[\
                {"product_id":"BTC-USD","trade_id":"3","price":"12","size":"1","time":"2026-11-20T10:00:03Z","side":"BUY"},\
                {"product_id":"BTC-USD","trade_id":"2","price":"11","size":"1","time":"2026-11-20T10:00:02Z","side":"BUY"}]}]}""");
        assertThat(scenario.minutes())
                .containsExactly(
                        "BTC-USD 10:00 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete",
                        "BTC-USD 10:00 1m r2 REPAIR O10 H12 L10 C12 V3 n3 missing0 incomplete");
    }

    @Test
    void aTradeOlderThanTheRevisionHorizonIsATickAndARejectButNoCandle() {
        scenario.trade(BTC, 1, "1@10", "2026-11-10T10:00:01Z")
                .trade(BTC, 3, "1@30", "2026-11-14T10:06:00Z")
                .trade(BTC, 2, "1@50", "2026-11-10T10:00:30Z");
        assertThat(scenario.ticks()).hasSize(3);
        assertThat(scenario.candles(Interval.ONE_MINUTE)).hasSize(1);
        assertThat(scenario.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.reason()).isEqualTo(RejectReason.TOO_LATE);
            assertThat(reject.detail()).startsWith("trade 2:");
        });
    }

    @Test
    void theEndOfAReplayClosesEveryWindow() {
        scenario.from(Feed.REPLAY).trade(BTC, 1, "1@10", "10:00:01").replayEnd(BTC);
        assertThat(scenario.candles()).extracting(Candle::interval).containsExactly(Interval.values());
        assertThat(scenario.candles()).allSatisfy(candle -> {
            assertThat(candle.reason()).isEqualTo(CandleReason.CLOSE);
            assertThat(candle.complete()).as("nobody knows what came after").isFalse();
        });
    }

    @Test
    void aLiveFeedKnowsNoEndOfAReplay() {
        scenario.from(Feed.EXCHANGE).trade(BTC, 1, "1@10", "10:00:01").replayEnd(BTC);
        assertThat(scenario.candles()).isEmpty();
    }

    @Test
    void replayingTwiceChangesNoCandleAndAddsNoTick() {
        scenario.from(Feed.REPLAY);
        for (int i = 0; i < 2; i++) {
            scenario.trade(BTC, 1, "1@10", "10:00:01")
                    .heartbeat(BTC, 1, "10:01:02")
                    .trade(BTC, 2, "1@11", "10:01:03")
                    .replayEnd(BTC);
        }
        assertThat(scenario.ticks()).hasSize(2);
        assertThat(scenario.candles()).extracting(Candle::revision).containsOnly(1);
        assertThat(scenario.candles(Interval.ONE_MINUTE)).hasSize(2);
    }

    @Test
    void anEarlierRecordingReplayedAfterALaterOneHasItsOwnCandles() {
        scenario.from(Feed.REPLAY)
                .trade(BTC, 900, "1@10", "2026-08-09T10:00:01Z")
                .replayEnd(BTC)
                .trade(BTC, 100, "1@5", "2021-04-17T10:00:01Z")
                .replayEnd(BTC);
        assertThat(scenario.candles(Interval.ONE_DAY))
                .extracting(candle -> candle.openTime().toString())
                .containsExactly("2026-08-09T00:00:00.000000Z", "2021-04-17T00:00:00.000000Z");
        assertThat(scenario.rejects()).isEmpty();
    }

    @Test
    void aSecondRecordingOfTheSameMinuteRevisesIt() {
        scenario.from(Feed.REPLAY)
                .trade(BTC, 1, "1@10", "10:00:01")
                .replayEnd(BTC)
                .trade(BTC, 2, "1@20", "10:00:02")
                .trade(BTC, 3, "1@30", "10:01:00")
                .replayEnd(BTC);
        assertThat(scenario.minutes())
                .containsExactly(
                        "BTC-USD 10:00 1m r1 CLOSE O10 H10 L10 C10 V1 n1 missing0 incomplete",
                        "BTC-USD 10:00 1m r2 LATE O10 H20 L10 C20 V2 n2 missing0 incomplete",
                        "BTC-USD 10:01 1m r1 CLOSE O30 H30 L30 C30 V1 n1 missing0 incomplete",
                        "BTC-USD 10:00 1m r3 REPAIR O10 H20 L10 C20 V2 n2 missing0 complete");
        Candle day = scenario.candles(Interval.ONE_DAY)
                .get(scenario.candles(Interval.ONE_DAY).size() - 1);
        assertThat(day.tradeCount()).isEqualTo(3);
        assertThat(scenario.candles(Interval.ONE_DAY))
                .extracting(Candle::revision)
                .doesNotHaveDuplicates();
    }

    @Test
    void aRecordingWhoseCandlesAreForgottenIsNotMistakenForANewOne() {
        scenario.from(Feed.REPLAY)
                .trade(BTC, 1, "1@10", "2021-04-17T10:00:01Z")
                .replayEnd(BTC)
                .trade(BTC, 900, "1@10", "2026-08-09T10:00:01Z")
                .heartbeat(BTC, 900, "2026-08-09T12:00:01Z")
                .replayEnd(BTC)
                .trade(BTC, 2, "1@20", "2021-04-17T10:00:02Z")
                .replayEnd(BTC);
        assertThat(scenario.candles(Interval.ONE_MINUTE)).hasSize(2);
        assertThat(scenario.rejects()).extracting(Reject::reason).contains(RejectReason.TOO_LATE);
    }

    @Test
    void badInputIsKeptWithItsBytesAndTheRestGoesOn() {
        byte[] broken = {'{', (byte) 0xff, 0};
        scenario.frame(null, broken, OptionalLong.empty()).trade(BTC, 1, "1@10", "10:00:01");
        assertThat(scenario.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.reason()).isEqualTo(RejectReason.MALFORMED_JSON);
            assertThat(reject.payload()).isEqualTo(broken);
            assertThat(reject.productId()).isEmpty();
            assertThat(reject.raw()).isEqualTo(new RawPosition(0, 0));
        });
        assertThat(scenario.ticks()).hasSize(1);
    }

    @Test
    void aFrameThatWasCutIsRejectedAsTooLarge() {
        scenario.frame(BTC, "{\"type\":\"l2".getBytes(UTF_8), OptionalLong.of(9_000_000));
        assertThat(scenario.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.reason()).isEqualTo(RejectReason.FRAME_TOO_LARGE);
            assertThat(reject.detail()).contains("9000000");
        });
    }

    @Test
    void aFrameOverTheLimitThatNobodyCutIsRejectedSoThatItFitsARecord() {
        byte[] large = new byte[FrameLimit.MAX_BYTES + 1];
        Arrays.fill(large, (byte) 'x');
        scenario.frame("k".repeat(3_000_000), large, OptionalLong.empty()).trade(BTC, 1, "1@10", "10:00:01");
        assertThat(scenario.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.reason()).isEqualTo(RejectReason.FRAME_TOO_LARGE);
            assertThat(reject.detail()).contains(Integer.toString(FrameLimit.MAX_BYTES + 1));
            assertThat(reject.payload()).hasSize(FrameLimit.CUT_BYTES);
        });
        assertThat(scenario.ticks()).hasSize(1);
    }

    @Test
    void aTimeAfterItsReceiptDoesNotMoveTheWatermark() {
        scenario.trade(BTC, 1, "1@10", "10:00:01")
                .trade(BTC, 2, "1@10", "2026-11-21T12:01:00.000001Z")
                .heartbeat(BTC, 2, "2027-01-01T00:00:00Z");
        assertThat(scenario.rejects())
                .extracting(Reject::reason)
                .containsExactly(RejectReason.FUTURE_TIME, RejectReason.FUTURE_TIME);
        assertThat(scenario.candles()).isEmpty();
    }

    @Test
    void aRecordIsReadForTheProductOfItsKeyOnly() {
        String both = """
                {"channel":"market_trades","events":[{"type":"update","trades":[\
                {"product_id":"BTC-USD","trade_id":"3","price":"12","size":"1","time":"2026-11-20T10:00:03Z","side":"BUY"},\
                {"product_id":"NU-GBP","trade_id":"2","price":"11","size":"1","time":"2026-11-20T10:00:02Z","side":"BUY"}]}]}""";
        scenario.frame(BTC, both).frame(THIN, both);
        assertThat(scenario.ticks()).extracting(Tick::productId).containsExactly(ProductId.of(BTC), ProductId.of(THIN));
        assertThat(scenario.rejects()).isEmpty();

        String withOneThatNamesNone = both.replace("\"trades\":[", "\"trades\":[{\"price\":\"12\"},");
        scenario.frame(BTC, withOneThatNamesNone).frame(THIN, withOneThatNamesNone);
        assertThat(scenario.rejects()).extracting(Reject::reason).containsExactly(RejectReason.MISSING_FIELD);
    }

    @Test
    void aTradeWithoutAKeyIsRejectedForItsOrderIsUnknown() {
        scenario.frame(null, TopologyScenario.match(BTC, 1, "1@1", "10:00:00"));
        assertThat(scenario.rejects()).extracting(Reject::reason).containsExactly(RejectReason.WRONG_KEY);
    }

    @Test
    void sumsThatDoNotFitTheirColumnsAreARejectNotACrash() {
        String huge = "90000000000000000000@1";
        scenario.trade(BTC, 1, huge, "10:00:01")
                .trade(BTC, 2, huge, "10:00:02")
                .heartbeat(BTC, 2, "10:01:02")
                .trade(BTC, 3, "1@1", "10:01:03")
                .heartbeat(BTC, 3, "10:02:02");
        assertThat(scenario.rejects()).extracting(Reject::reason).containsExactly(RejectReason.CANDLE_OUT_OF_RANGE);
        assertThat(scenario.minutes()).containsExactly("BTC-USD 10:01 1m r1 CLOSE O1 H1 L1 C1 V1 n1 missing0 complete");
    }

    @Test
    void theTopologyIsTheOneThatIsDocumented() {
        assertThat(CandleTopology.build(TopologySettings.DEFAULT).describe().toString())
                .as("operators and stores are named for ever: their names are those of changelogs and metrics. "
                        + "If you changed one on purpose, a running deployment needs a new application id or a reset")
                .isEqualTo("""
                        Topologies:
                           Sub-topology: 0
                            Source: raw-messages-source (topics: [raw_messages])
                              --> fold-trades
                            Processor: fold-trades (stores: [closed-candles, products])
                              --> alerts-sink, candles-live-sink, candles-sink, gaps-sink, rejects-sink, spot-prices-sink, ticks-sink
                              <-- raw-messages-source
                            Sink: alerts-sink (topic: alerts)
                              <-- fold-trades
                            Sink: candles-live-sink (topic: candles_live)
                              <-- fold-trades
                            Sink: candles-sink (topic: candles)
                              <-- fold-trades
                            Sink: gaps-sink (topic: gaps)
                              <-- fold-trades
                            Sink: rejects-sink (topic: rejects)
                              <-- fold-trades
                            Sink: spot-prices-sink (topic: spot_prices)
                              <-- fold-trades
                            Sink: ticks-sink (topic: ticks)
                              <-- fold-trades

                        """);
    }
}
