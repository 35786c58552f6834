package io.candlelake.endtoend.examination;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.expected.Fault;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.ObservedGap;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The examination of the gap ledger finds what is wrong with one. Trades 1 to 9; the feed brought 1 to 3 and 7 to 9. */
final class GapExaminationTest {
    private static final String PEAR = "PEAR-USD";
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final RawScan raw = new RawScan(List.of());
    private final Set<Trade.Key> ticks = new HashSet<>();
    private final List<Trade> trades = new ArrayList<>();
    private final List<ObservedGap> gaps = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    GapExaminationTest() {
        LongStream.rangeClosed(1, 9).forEach(this::exists);
        feed(1, 2, 3);
        feed(7);
        rest(4, 5, 6);
        feed(8, 9);
    }

    @Test
    void aHoleThatWasOpenedAndRepairedIsAllRight() {
        gap(4, 6, "OPEN");
        gap(4, 6, "REPAIRED");
        fault("DROP", 4);
        fault("DUPLICATE", 8);
        assertThat(problems()).isEmpty();
    }

    @Test
    void partsOfAGapMayCloseEachByItself() {
        gap(4, 6, "OPEN");
        gap(4, 4, "REPAIRED");
        gap(5, 6, "REPAIRED");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aHoleWithoutARowIsFound() {
        gap(4, 5, "OPEN");
        gap(4, 5, "REPAIRED");
        assertThat(problems()).singleElement().asString().contains("hole without", "PEAR-USD 6 (1)", "showed 7");
    }

    @Test
    void aHeartbeatsHoleIsFound() {
        exists(10);
        see(
                "heartbeat",
                "simulator",
                "{\"type\":\"heartbeat\",\"last_trade_id\":10,\"product_id\":\"PEAR-USD\",\"time\":\"" + TIME + "\"}");
        rest(10);
        gap(4, 6, "OPEN");
        gap(4, 6, "REPAIRED");
        assertThat(problems()).singleElement().asString().contains("hole without", "heartbeat at");
    }

    @Test
    void whatIsStillOpenIsFound() {
        gap(4, 6, "OPEN");
        gap(4, 5, "REPAIRED");
        assertThat(problems()).singleElement().asString().contains("still open", "6 (1)");
    }

    @Test
    void whatIsOpenedOrClosedTwiceIsFound() {
        gap(4, 6, "OPEN");
        gap(5, 6, "OPEN");
        gap(4, 6, "REPAIRED");
        gap(4, 4, "REPAIRED");
        assertThat(problems()).hasSize(2);
    }

    @Test
    void whatIsCalledRepairedAndIsNotIsFound() {
        ticks.remove(new Trade.Key(PEAR, 5));
        gap(4, 6, "OPEN");
        gap(4, 6, "REPAIRED");
        assertThat(problems()).singleElement().asString().contains("repaired without");
    }

    @Test
    void anIdThatNeverExistedIsUnrepairableAndNoOtherIs() {
        gap(4, 6, "OPEN");
        gap(4, 5, "REPAIRED");
        gap(6, 6, "UNREPAIRABLE");
        assertThat(problems()).singleElement().asString().contains("unrepairable though");
        fault("SKIP_ID", 6);
        assertThat(problems()).isEmpty();
        fault("SKIP_ID", 5);
        assertThat(problems()).singleElement().asString().contains("is not unrepairable", "5 (1)");
    }

    @Test
    void aHiddenTradeThatCameLateWithoutARowIsFound() {
        gap(5, 6, "OPEN");
        gap(5, 6, "REPAIRED");
        fault("CUT", 4);
        fault("CUT", 9);
        assertThat(problems()).hasSize(2).last().asString().contains("hidden by CUT", "4 (1)");
    }

    @Test
    void aHiddenTradeThatRestBroughtBeforeAnythingNewerCameInOrder() {
        gap(4, 6, "OPEN");
        gap(4, 6, "REPAIRED");
        exists(10);
        exists(11);
        exists(12);
        rest(10);
        fault("DROP", 10);
        assertThat(problems()).isEmpty();
        rest(12);
        fault("DROP", 11);
        assertThat(problems()).hasSize(2).first().asString().contains("hole without", "11 (1)", "showed 12");
    }

    private List<String> problems() {
        return GapExamination.problems(raw, ticks, gaps, trades, faults);
    }

    private void exists(long id) {
        trades.add(new Trade(PEAR, id, BigDecimal.ONE, BigDecimal.ONE, "buy", TIME));
        ticks.add(new Trade.Key(PEAR, id));
    }

    private void feed(long... ids) {
        LongStream.of(ids).forEach(id -> see("match", "simulator", match(id)));
    }

    private void rest(long... ids) {
        see(
                "rest_trades",
                "rest",
                "["
                        + String.join(
                                ",",
                                LongStream.of(ids)
                                        .mapToObj(GapExaminationTest::match)
                                        .toList()) + "]");
    }

    private void see(String channel, String feed, String payload) {
        raw.product(PEAR).see(RawFrameTest.read(channel, feed, payload));
    }

    private static String match(long id) {
        return "{\"type\":\"match\",\"trade_id\":" + id
                + ",\"side\":\"sell\",\"size\":\"1\",\"price\":\"1\",\"product_id\":\"PEAR-USD\",\"time\":\"" + TIME
                + "\"}";
    }

    private void gap(long first, long last, String status) {
        gaps.add(new ObservedGap(
                PEAR,
                first,
                last,
                status,
                "SKIPPED",
                TIME,
                status.equals("OPEN") ? Optional.empty() : Optional.of(TIME)));
    }

    private void fault(String kind, long id) {
        faults.add(new Fault(TIME, kind, "exchange", PEAR, List.of(id)));
    }
}
