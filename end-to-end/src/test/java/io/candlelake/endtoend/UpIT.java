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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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

    /** Of a market that is busy at every second, only a stop makes it silent for so long. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private static final Duration ON_THE_WIRE = Duration.ofSeconds(1);

    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final SimulatedStack stack = new SimulatedStack("--rate", "40", "--seed", "7");

    /** One failure is enough: the next test starts from a stopped stack. */
    @AfterEach
    void nothingRuns() {
        stack.sandbox().killAll();
    }

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
        assertThat(again.soFar().out() + again.soFar().err())
                .as("a line says what was found")
                .containsIgnoringCase("killed");
        stack.awaitFreshTicks(RECOVERY);
        for (long pid : stack.pids().values()) {
            stack.sandbox().kill(pid);
        }
        again.await(Duration.ofSeconds(5));

        Running last = stack.up();
        stack.awaitFreshTicks(RECOVERY);
        stack.stop(last);
        ticksEqualTheLedgerButForWhatWasOnTheWire();
    }

    /** A producer that ends at the same moment as the market does not have the market's last words. */
    private void ticksEqualTheLedgerButForWhatWasOnTheWire() throws IOException {
        Map<Trade.Key, Trade> expected = stack.ledgerByKey();
        List<ObservedTick> ticks = stack.tables().ticks();
        Set<Trade.Key> known = ticks.stream().map(tick -> tick.trade().key()).collect(Collectors.toSet());
        List<Instant> times =
                expected.values().stream().map(Trade::time).sorted().toList();
        List<Trade> onTheWire = expected.values().stream()
                .filter(trade -> !known.contains(trade.key()))
                .filter(trade -> isLastBeforeASilence(trade.time(), times))
                .toList();
        System.out.println("on the wire: " + onTheWire);
        onTheWire.forEach(trade -> expected.remove(trade.key()));
        assertThat(Difference.ofTicks(expected, ticks)).isEmpty();
    }

    private static boolean isLastBeforeASilence(Instant time, List<Instant> times) {
        return times.stream()
                .noneMatch(other -> other.isAfter(time.plus(ON_THE_WIRE))
                        && other.isBefore(time.plus(ON_THE_WIRE).plus(SILENCE)));
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
