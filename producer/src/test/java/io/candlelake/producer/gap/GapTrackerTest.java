package io.candlelake.producer.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.Frame.GapReport;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GapTrackerTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final ProductId ETH = ProductId.of("ETH-USD");

    private final List<String> lines = new ArrayList<>();
    private long nanos;
    private GapTracker tracker = tracker(Map.of());

    @Test
    void reportStandsBeforeTheFrameThatShowedTheGap() {
        trades(BTC, false, 7);
        trades(BTC, false, 10);

        assertThat(lines).containsExactly("frame", "8..9 OPEN SKIPPED", "frame");
    }

    @Test
    void causeIsWhatShowedIt() {
        trades(BTC, true, 7);
        heartbeat(9, false);
        trades(BTC, true, 12);
        tracker = tracker(Map.of(BTC, resumed(1, 20)));
        trades(BTC, true, 22);
        trades(BTC, false, 24);

        assertThat(lines)
                .containsExactly(
                        "frame",
                        "8..9 OPEN HEARTBEAT",
                        "frame",
                        "10..11 OPEN RECONNECT",
                        "frame",
                        "21..21 OPEN DOWNTIME",
                        "frame",
                        "23..23 OPEN SKIPPED",
                        "frame");
    }

    @Test
    void heartbeatThatDoesNotKnowSaysNothing() {
        trades(BTC, true, 7);
        heartbeat(0, false);

        assertThat(lines).containsExactly("frame", "frame");
    }

    @Test
    void sameTradesOnTwoConnectionsOpenNoGap() {
        trades(BTC, true, 7);
        trades(BTC, true, 5, 6, 7, 8);
        trades(BTC, false, 8);
        trades(BTC, false, 9);
        trades(BTC, false, 9);

        assertThat(lines).containsOnly("frame");
    }

    @Test
    void frameThatFillsAGapLeavesNothingToAsk() throws Exception {
        trades(BTC, true, 7);
        trades(BTC, false, 10);
        trades(BTC, false, 8, 9);
        pass(Duration.ofSeconds(5));

        assertThat(tracker.nextAsk()).isNull();
    }

    @Test
    void restIsAskedAfterAMomentOfPatienceFromTheTradeAboveToTheOneBelow() throws Exception {
        trades(BTC, true, 7);
        trades(BTC, false, 10);
        pass(Duration.ofMillis(499));
        assertThat(tracker.nextAsk()).isNull();
        pass(Duration.ofMillis(1));

        assertThat(nextAsk().path()).isEqualTo("/products/BTC-USD/trades?limit=4&after=11");
        assertThat(tracker.nextAsk())
                .as("one question at a time for the same trades")
                .isNull();
    }

    @Test
    void pageIsForAllGapsInItsReach() throws Exception {
        trades(BTC, true, 1_000);
        trades(BTC, false, 1_100, 1_101, 1_900, 1_950);
        pass(Duration.ofSeconds(1));
        // 1951 above, 1949 down to 1001, 1000 below.
        assertThat(nextAsk().path()).isEqualTo("/products/BTC-USD/trades?limit=951&after=1951");

        trades(ETH, true, 1_000);
        trades(ETH, false, 1_500, 5_000);
        pass(Duration.ofSeconds(1));
        assertThat(nextAsk().path()).isEqualTo("/products/ETH-USD/trades?limit=1000&after=5001");
        assertThat(nextAsk().path()).isEqualTo("/products/ETH-USD/trades?limit=1000&after=4003");
    }

    @Test
    void productsAreAskedInTurn() throws Exception {
        trades(BTC, true, 1_000);
        trades(BTC, false, 90_000);
        trades(ETH, true, 7);
        trades(ETH, false, 9);
        pass(Duration.ofSeconds(1));

        assertThat(List.of(
                        nextAsk().productId(), nextAsk().productId(), nextAsk().productId()))
                .containsExactly(BTC, ETH, BTC);
    }

    @Test
    void emptyPagesAndFailuresAreNoEvidence() throws Exception {
        trades(BTC, true, 7);
        trades(BTC, false, 9);
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMinutes(2));
            page(nextAsk());
            pass(Duration.ofMinutes(2));
            tracker.failed(nextAsk());
        }

        assertThat(lines).noneMatch(line -> line.contains("UNREPAIRABLE"));
        pass(Duration.ofMinutes(2));
        page(nextAsk(), 9, 8, 7);
        assertThat(tracker.product(BTC).seen()).hasToString("[7..9]");
    }

    @Test
    void restThatLagsIsNoEvidenceAndIsAskedFurtherUp() throws Exception {
        trades(BTC, true, 7);
        trades(BTC, false, 9);
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMinutes(2));
            page(nextAsk(), 7, 6, 5);
        }

        assertThat(lines).noneMatch(line -> line.contains("UNREPAIRABLE"));
        pass(Duration.ofMinutes(2));
        assertThat(nextAsk().path()).isEqualTo("/products/BTC-USD/trades?limit=502&after=509");
    }

    @Test
    void tradeThatFourPagesOverTenSecondsSpanWithoutItIsUnrepairable() throws Exception {
        trades(BTC, true, 7);
        trades(BTC, false, 9);
        lines.clear();
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            page(nextAsk(), 9, 7);
            pass(Duration.ofSeconds(60));
        }
        assertThat(lines).containsExactly("frame", "frame", "frame");
        page(nextAsk(), 9, 7);

        assertThat(lines).endsWith("frame", "8..8 UNREPAIRABLE SKIPPED");
        assertThat(tracker.product(BTC).seen()).hasToString("[7..9]");
    }

    @Test
    void fourPagesWithinTenSecondsAreNotEnough() throws Exception {
        trades(BTC, true, 7);
        trades(BTC, false, 9);
        pass(Duration.ofSeconds(1));
        Ask ask = nextAsk();
        for (int i = 0; i < 10; i++) {
            page(ask, 9, 7);
            pass(Duration.ofMillis(900));
        }

        assertThat(lines).noneMatch(line -> line.contains("UNREPAIRABLE"));
        pass(Duration.ofSeconds(2));
        page(ask, 9, 7);
        assertThat(lines).endsWith("8..8 UNREPAIRABLE SKIPPED");
    }

    @Test
    void absurdTradeIsWrittenAndNotBelieved() throws Exception {
        trades(BTC, true, 1_000);
        trades(BTC, false, 9_000_000_000_000_000_000L);
        trades(BTC, false, 9_000_000);
        trades(BTC, false, 1_001);
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofMinutes(1));
            Ask ask = nextAsk();
            assertThat(ask.path()).isEqualTo("/products/BTC-USD/trades?limit=1");
            page(ask, 1_001);
        }
        trades(BTC, false, 1_003);

        assertThat(lines).filteredOn(line -> !line.equals("frame")).containsExactly("1002..1002 OPEN SKIPPED");
        assertThat(tracker.product(BTC).newest()).isEqualTo(1_003);
    }

    @Test
    void tradeInDoubtIsBelievedOnceTheKnownOnesAreNear() {
        trades(BTC, true, 1_000);
        trades(BTC, false, 150_000);
        trades(BTC, false, 60_000);
        trades(BTC, false, 150_001);

        assertThat(lines)
                .containsExactly(
                        "frame", "frame", "1001..59999 OPEN SKIPPED", "60001..149999 OPEN SKIPPED", "frame", "frame");
    }

    @Test
    void absurdHeartbeatIsNotBelieved() throws Exception {
        trades(BTC, true, 1_000);
        heartbeat(Long.MAX_VALUE, false);
        assertThat(nextAsk().isForNewest()).isTrue();
        trades(BTC, false, 1_001);

        assertThat(lines).containsOnly("frame");
    }

    @Test
    void absurdFirstTradeIsFoundOutByTheNextRealOne() throws Exception {
        trades(BTC, true, 9_000_000_000L);
        trades(BTC, false, 1_000);
        trades(BTC, false, 1_002);
        Ask ask = nextAsk();
        page(ask, 1_003);
        trades(BTC, false, 1_004);

        assertThat(lines).containsExactly("frame", "frame", "frame", "1001..1001 OPEN SKIPPED", "frame", "frame");
        assertThat(tracker.product(BTC).newest()).isEqualTo(1_004);
        assertThat(tracker.product(BTC).lowest()).isEqualTo(1_000);
    }

    @Test
    void jumpThatRestConfirmsIsAGapOfWhichTheNewestAreFetched() throws Exception {
        tracker = tracker(Map.of(BTC, resumed(1, 1_000)));
        trades(BTC, true, 500_000);
        trades(BTC, false, 500_001);
        page(nextAsk(), 500_003);

        assertThat(lines)
                .containsExactly(
                        "frame",
                        "frame",
                        "1001..399999 OPEN BACKFILL_CUT",
                        "1001..399999 UNREPAIRABLE BACKFILL_CUT",
                        "400000..499999 OPEN DOWNTIME",
                        "500002..500002 OPEN DOWNTIME",
                        "frame");
        pass(Duration.ofSeconds(1));
        assertThat(nextAsk().last()).isEqualTo(500_002);
    }

    @Test
    void productWithoutTradesIsResumedByRest() throws Exception {
        tracker = tracker(Map.of(BTC, resumed(1, 1_000)));
        tracker.resume(List.of(ProductId.of("BTC-USDC"), ETH));
        Ask ask = nextAsk();
        assertThat(ask.path()).isEqualTo("/products/BTC-USD/trades?limit=1");
        page(ask, 1_010);
        assertThat(lines).containsExactly("1001..1009 OPEN DOWNTIME", "frame");
        pass(Duration.ofSeconds(1));
        page(nextAsk(), LongStream.rangeClosed(1_000, 1_010).toArray());

        assertThat(tracker.product(BTC).seen()).hasToString("[1..1010]");
        assertThat(tracker.nextAsk()).isNull();
    }

    @Test
    void holesOfAnEarlierProcessAreAskedAgainAndNotReportedAgain() throws Exception {
        LongRanges done = new LongRanges();
        done.addAll(7, 9);
        done.addAll(12, 20);
        tracker = tracker(Map.of(BTC, new Resumed(5, done)));
        tracker.resume(List.of(BTC));
        page(nextAsk(), 20);
        pass(Duration.ofSeconds(1));
        page(nextAsk(), 12, 11, 10, 9, 8, 7, 6, 5, 4);

        assertThat(lines).containsExactly("frame", "frame");
        assertThat(tracker.product(BTC).seen()).hasToString("[4..20]");
    }

    @Test
    void quietProductIsAskedForItsNewestTradeMoreAndMoreSeldom() throws Exception {
        trades(BTC, true, 7);
        pass(Duration.ofSeconds(9));
        assertThat(tracker.nextAsk()).isNull();
        pass(Duration.ofSeconds(1));
        page(nextAsk(), 9);
        assertThat(lines).endsWith("8..8 OPEN SKIPPED", "frame");
        pass(Duration.ofSeconds(1));
        page(nextAsk(), 9, 8, 7);

        pass(Duration.ofSeconds(18));
        assertThat(tracker.nextAsk()).isNull();
        pass(Duration.ofSeconds(1));
        assertThat(nextAsk().isForNewest()).isTrue();
    }

    @Test
    void holesAreBoundedAndWhatIsForgottenIsAskedForAgain() {
        for (long id = 1; id <= 2L * GapTracker.MOST_HOLES + 1_001; id += 2) {
            trades(BTC, false, id);
        }

        LongRanges seen = tracker.product(BTC).seen();
        assertThat(seen.count()).isLessThanOrEqualTo(GapTracker.MOST_HOLES + 1);
        assertThat(seen.contains(3)).isFalse();
        assertThat(seen.contains(2L * GapTracker.MOST_HOLES + 1_001)).isTrue();
    }

    private GapTracker tracker(Map<ProductId, Resumed> left) {
        return new GapTracker(GapSettings.defaults(), left, GapListener.NONE, () -> nanos);
    }

    private static Resumed resumed(long first, long last) {
        LongRanges done = new LongRanges();
        done.addAll(first, last);
        return new Resumed(first, done);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private Ask nextAsk() throws InterruptedException {
        Ask ask = tracker.nextAsk();
        assertThat(ask).isNotNull();
        return required(ask);
    }

    private static Ask required(@Nullable Ask ask) {
        if (ask == null) {
            throw new AssertionError("nothing is asked");
        }
        return ask;
    }

    private void trades(ProductId product, boolean firstOfConnection, long... ids) {
        tracker.product(product).trades(tradeIds(ids), firstOfConnection, new Lines());
    }

    private void heartbeat(long lastTradeId, boolean firstOfConnection) {
        tracker.product(BTC).heartbeat(lastTradeId, firstOfConnection, new Lines());
    }

    private void page(Ask ask, long... ids) {
        tracker.product(ask.productId()).page(ask, tradeIds(ids), new Lines());
    }

    private static TradeIds tradeIds(long... ids) {
        TradeIds tradeIds = new TradeIds();
        LongStream.of(ids).forEach(tradeIds::add);
        tradeIds.sort();
        return tradeIds;
    }

    private final class Lines implements FrameRecords {
        @Override
        public void report(GapReport report) {
            lines.add(report.firstMissingId() + ".." + report.lastMissingId() + " " + report.status() + " "
                    + report.cause());
        }

        @Override
        public void frame() {
            lines.add("frame");
        }
    }
}
