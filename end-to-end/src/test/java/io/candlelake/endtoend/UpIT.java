package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.command.Running;
import io.candlelake.endtoend.command.Waiting;
import io.candlelake.endtoend.expected.Candle;
import io.candlelake.endtoend.expected.Candles;
import io.candlelake.endtoend.expected.Trade;
import io.candlelake.endtoend.observed.Difference;
import io.candlelake.endtoend.observed.ObservedCandle;
import io.candlelake.endtoend.observed.ObservedTick;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Stopped, killed and started again on one data directory: in the end, the tables hold the simulator's ledger, once. */
@Tag("slow")
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class UpIT {
    /** How long trades flow between two stops; the issue's own 60 seconds with {@code -Dcandlelake.span=60}. */
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("candlelake.span", 20));

    /** A quiet product's window is closed by heartbeats, one a second; then come a commit of Streams and one of Iceberg. */
    private static final Duration CLOSED_AFTER = Duration.ofSeconds(25);

    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final SimulatedStack stack = new SimulatedStack("--rate", "40", "--seed", "7");

    @AfterAll
    void nothingIsLeft() {
        stack.close();
        assertThat(stack.sandbox().processes()).isEmpty();
    }

    @Test
    @Order(1)
    void ticksEqualTheLedgerOverControlCAndASecondUp() throws Exception {
        Running first = stack.up();
        SimulatedStack.letTradesFlowIntoANewMinute(SPAN);
        stack.stop(first);
        int afterFirst = stack.ledger().size();
        assertThat(afterFirst).as("trades in the first span").isGreaterThan(100);
        tablesEqualTheLedger();

        Running second = stack.up();
        SimulatedStack.letTradesFlow(SPAN);
        stack.stop(second);
        assertThat(stack.ledger().size()).as("trades in both spans").isGreaterThan(afterFirst + 100);
        tablesEqualTheLedger();
    }

    @Test
    @Order(2)
    void statusOfAStoppedStackStillTellsItsTables() throws Exception {
        Outcome status = stack.sandbox().run("status").succeeded();
        assertThat(status.out()).contains("ticks").contains("candles");
        assertThat(stack.sandbox().processes()).isEmpty();
    }

    @Test
    @Order(3)
    void whatDiesIsStartedAgainAndNothingIsLostOrTwice() throws Exception {
        Running up = stack.up();
        stack.awaitFreshTicks(RECOVERY);
        for (String victim : List.of("streams-app", "connect", "broker")) {
            long pid = stack.kill(victim);
            Waiting.until(RECOVERY, () -> "another " + victim + "; " + up.soFar(), () -> stack.pid(victim) != pid);
            Duration fresh = stack.awaitFreshTicks(RECOVERY);
            System.out.println(victim + " killed; fresh ticks after " + fresh.toMillis() + " ms");
            assertThat(up.soFar().out() + up.soFar().err())
                    .as("a line says so")
                    .containsPattern("(?i)" + victim.substring(0, 6) + ".*(died|again)");
        }
        stack.stop(up);
        tablesEqualTheLedger();
    }

    @Test
    @Order(4)
    void aKilledSupervisorIsRecoveredByTheNextUp() throws Exception {
        Running up = stack.up();
        stack.awaitFreshTicks(RECOVERY);
        stack.kill("supervisor");
        up.await(Duration.ofSeconds(5));

        Running again = stack.up();
        stack.awaitFreshTicks(RECOVERY);
        assertThat(again.soFar().out() + again.soFar().err())
                .as("a line says what was found")
                .containsIgnoringCase("killed");
        stack.stop(again);
        tablesEqualTheLedger();
    }

    @Test
    @Order(5)
    void aStackKilledAsAWholeIsRecoveredByTheNextUp() throws Exception {
        Running up = stack.up();
        stack.awaitFreshTicks(RECOVERY);
        Set<Trade.Key> committed = committed();
        List<Long> pids = new ArrayList<>(stack.pids().values());
        pids.forEach(stack.sandbox()::kill);
        up.await(Duration.ofSeconds(5));

        Running again = stack.up();
        stack.awaitFreshTicks(RECOVERY);
        stack.stop(again);

        List<ObservedTick> ticks = stack.tables().ticks();
        assertThat(committed()).as("rows that were committed before").containsAll(committed);
        assertThat(Difference.ofTicks(stack.ledgerByKey(), ticks))
                .as("what was not on the wire when the producer was killed may be missing, nothing else may differ")
                .allMatch(line -> line.startsWith("missing: "))
                .hasSizeLessThan(200);
    }

    private Set<Trade.Key> committed() {
        return stack.tables().ticks().stream().map(tick -> tick.trade().key()).collect(Collectors.toSet());
    }

    private void tablesEqualTheLedger() throws IOException {
        List<Trade> ledger = stack.ledger();
        assertThat(Difference.ofTicks(stack.ledgerByKey(), stack.tables().ticks()))
                .as(ledger.size() + " trades in the ledger")
                .isEmpty();
        candlesOfClosedWindowsEqualTheLedgers(ledger);
    }

    private void candlesOfClosedWindowsEqualTheLedgers(List<Trade> ledger) {
        Map<Candle.Key, Candle> expected = Candles.of(ledger);
        List<ObservedCandle> observed = stack.tables().candles();
        assertThat(observed).allSatisfy(candle -> {
            assertThat(candle.revision()).as(candle.toString()).isEqualTo(1);
            assertThat(candle.reason()).as(candle.toString()).isEqualTo("CLOSE");
        });
        Set<Candle.Key> closed = new HashSet<>();
        observed.forEach(candle -> closed.add(candle.key()));
        expected.values().removeIf(candle -> !closed.contains(candle.key()) && !isLongClosed(candle, ledger));
        assertThat(expected).as("windows that are closed").isNotEmpty();
        assertThat(Difference.ofCandles(expected, observed)).isEmpty();
    }

    /** Measured against the last trade, not the clock: while the stack is down, no window closes. */
    private static boolean isLongClosed(Candle candle, List<Trade> ledger) {
        Instant end = ledger.stream().map(Trade::time).max(Instant::compareTo).orElse(Instant.MIN);
        return candle.closeTime().plus(CLOSED_AFTER).isBefore(end);
    }
}
