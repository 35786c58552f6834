package io.candlelake.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.RejectReason;
import io.candlelake.streams.candle.CandleSettings;
import io.candlelake.streams.expected.Knowledge;
import io.candlelake.streams.expected.Length;
import io.candlelake.streams.expected.Market;
import io.candlelake.streams.expected.Numbers;
import io.candlelake.streams.expected.Rollup;
import io.candlelake.streams.expected.Row;
import io.candlelake.streams.expected.Told;
import io.candlelake.streams.expected.Trade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the order, duplication, framing and restarts: ticks, candles and gaps are those of a plain calculation from what has come. */
class AnyOrderTest {
    private static final long GRACE = CandleSettings.DEFAULT.graceMicros();
    private static final long HORIZON = CandleSettings.DEFAULT.horizonMicros();

    /** After each frame, revision 1 of what it closes and every revision that it causes say what is known by then; in the end, all that came. */
    @Property(tries = 3_000)
    void everyRevisionSaysWhatWasKnownThen(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 50) int count,
            @ForAll @IntRange(max = 100) int disorder,
            @ForAll @IntRange(max = 30) int percentLost) {
        Random random = new Random(seed);
        Market market = new Market(random, count);
        List<Told> frames =
                market.disturb(market.inOrder(market.dropSome(percentLost), random.nextBoolean(), 4), disorder);
        frames.add(market.end());
        EngineRun run = new EngineRun();
        Knowledge knowledge = new Knowledge(GRACE, HORIZON, false);
        List<Row> rows = new ArrayList<>();
        for (Told frame : frames) {
            Knowledge.Outcome outcome = run.tell(frame);
            rows.addAll(outcome.candles());
            assertThat(knowledge.after(frame, outcome)).as("seed %d", seed).isEmpty();
            if (random.nextInt(6) == 0) {
                run.restart();
            }
        }
        assertThat(run.rejects()).as("seed %d", seed).isEmpty();
        claimsAreTrue(knowledge, market.trades());
        assertThat(withoutRestarts(frames)).as("restarts change nothing").isEqualTo(rows);
        assertThat(Rollup.differences(knowledge.newestRows()))
                .as("rollup equals direct, seed %d", seed)
                .isEmpty();
    }

    /** What is claimed in the end is so, those trades counted that never came; before the first news of a product none was ever missed. */
    private static void claimsAreTrue(Knowledge knowledge, List<Trade> all) {
        for (Row row : knowledge.newestRows()) {
            long traded = all.stream()
                    .filter(trade -> row.numbers().isPresent() || knowledge.isCounted(trade.id()))
                    .filter(trade -> row.length().start(trade.micros()) == row.openTime())
                    .count();
            if (row.complete()) {
                assertThat(row.numbers().map(Numbers::count).orElse(0L))
                        .as("trades of %s", row)
                        .isEqualTo(traded);
            }
        }
    }

    private static List<Row> withoutRestarts(List<Told> frames) {
        EngineRun run = new EngineRun();
        return frames.stream()
                .flatMap(frame -> run.tell(frame).candles().stream())
                .toList();
    }

    /**
     * In order, with holes of any size anywhere: missing_trades, complete, EMPTY and GAP are exactly what can be known, no less. Frames are those of the feeds: Exchange's
     * heartbeats name the newest trade, and its trades come one by one; Advanced Trade's name none, and its trades come in batches, newest first.
     */
    @Property(tries = 3_000)
    void whatCanBeProvenIsProven(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 50) int count,
            @ForAll @IntRange(max = 60) int percentLost,
            @ForAll boolean namesTrades) {
        Random random = new Random(seed);
        Market market = new Market(random, count);
        List<Told> frames =
                new ArrayList<>(market.inOrder(market.dropSome(percentLost), namesTrades, namesTrades ? 1 : 4));
        frames.add(market.end());
        EngineRun run = new EngineRun();
        Knowledge knowledge = new Knowledge(GRACE, HORIZON, true);
        for (Told frame : frames) {
            assertThat(knowledge.after(frame, run.tell(frame)))
                    .as("seed %d", seed)
                    .isEmpty();
        }
        claimsAreTrue(knowledge, market.trades());
    }

    /** Once every hole is repaired, from REST, every candle after the first trade's is complete, of every length. */
    @Property(tries = 1_000)
    void whenAllHasComeEveryCandleIsComplete(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 50) int count,
            @ForAll @IntRange(max = 60) int percentLost) {
        Random random = new Random(seed);
        Market market = new Market(random, count);
        List<Trade> came = market.dropSome(percentLost);
        List<Trade> lost = new ArrayList<>(market.trades());
        lost.removeAll(came);
        List<Told> frames = new ArrayList<>(market.inOrder(came, true, 4));
        frames.add(market.end());
        market.disturb(lost, 100).forEach(trade -> frames.add(new Told.Trades(List.of(trade), true)));
        EngineRun run = new EngineRun();
        Knowledge knowledge = new Knowledge(GRACE, HORIZON, false);
        for (Told frame : frames) {
            assertThat(knowledge.after(frame, run.tell(frame)))
                    .as("seed %d", seed)
                    .isEmpty();
        }
        long first = market.trades().get(0).micros();
        assertThat(knowledge.newestRows())
                .filteredOn(row -> row.numbers().isPresent() && row.openTime() > first)
                .as("seed %d", seed)
                .allMatch(Row::complete)
                .allMatch(row -> row.missing() == 0);
    }

    /** A trade that says something else than before is a reject, and changes nothing. */
    @Property(tries = 500)
    void aContradictionChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) {
        Random random = new Random(seed);
        Market market = new Market(random, count);
        List<Told> frames = market.inOrder(market.trades(), true, 4);
        EngineRun plain = new EngineRun();
        EngineRun contradicted = new EngineRun();
        int contradictions = 0;
        for (Told frame : frames) {
            Knowledge.Outcome wanted = plain.tell(frame);
            assertThat(contradicted.tell(frame)).as("seed %d", seed).isEqualTo(wanted);
            if (frame instanceof Told.Trades trades && random.nextBoolean()) {
                if (random.nextBoolean()) {
                    contradicted.restart();
                }
                Trade other = changed(random, trades.trades().get(0));
                assertThat(contradicted.tell(new Told.Trades(List.of(other), random.nextBoolean())))
                        .as("seed %d", seed)
                        .isEqualTo(new Knowledge.Outcome(List.of(), List.of(), List.of(), 0));
                contradictions++;
            }
        }
        assertThat(contradicted.rejects())
                .as("seed %d", seed)
                .hasSize(contradictions)
                .allMatch(RejectReason.CONTRADICTION::equals);
    }

    private static Trade changed(Random random, Trade trade) {
        return switch (random.nextInt(4)) {
            case 0 ->
                new Trade(trade.id(), trade.micros(), trade.price().add(BigDecimal.ONE), trade.size(), trade.isBuy());
            case 1 ->
                new Trade(
                        trade.id(), trade.micros(), trade.price(), trade.size().add(BigDecimal.ONE), trade.isBuy());
            case 2 -> new Trade(trade.id(), trade.micros() - 1, trade.price(), trade.size(), trade.isBuy());
            default -> new Trade(trade.id(), trade.micros(), trade.price(), trade.size(), !trade.isBuy());
        };
    }

    /** A recording has no end of its own: its last windows close when it says so, of whatever was replayed, in whatever order. */
    @Property(tries = 500)
    void theEndOfAReplayClosesWhatIsOpen(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 50) int count,
            @ForAll @IntRange(max = 100) int disorder) {
        Random random = new Random(seed);
        Market market = new Market(random, count);
        EngineRun run = new EngineRun();
        List<Row> rows = new ArrayList<>();
        for (Told frame : market.disturb(market.inOrder(market.trades(), true, 4), disorder)) {
            rows.addAll(run.tell(frame).candles());
        }
        rows.addAll(run.endOfReplay().candles());
        for (Length length : Length.ALL) {
            long[] windows = market.trades().stream()
                    .mapToLong(trade -> length.start(trade.micros()))
                    .distinct()
                    .toArray();
            for (long openTime : windows) {
                List<Row> revisions = rows.stream()
                        .filter(row -> row.length().equals(length) && row.openTime() == openTime)
                        .toList();
                assertThat(revisions)
                        .as("%s %d, seed %d", length, openTime, seed)
                        .isNotEmpty();
                assertThat(revisions.get(revisions.size() - 1).numbers())
                        .as("%s %d, seed %d", length, openTime, seed)
                        .hasValue(market.numbers(length, openTime));
            }
        }
    }
}
