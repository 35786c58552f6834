package io.candlelake.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.contract.frame.Trade;
import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleStatus;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import io.candlelake.streams.candle.CandleEngine;
import io.candlelake.streams.candle.CandleMaker;
import io.candlelake.streams.candle.CandleOutput;
import io.candlelake.streams.candle.CandleSettings;
import io.candlelake.streams.candle.ClosedCandle;
import io.candlelake.streams.candle.ClosedCandles;
import io.candlelake.streams.candle.ProductState;
import io.candlelake.streams.gap.KnownGap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever the order, duplication, framing and restarts, the newest revisions are the candles of a plain calculation from
 * the list of trades, for every interval.
 */
class AnyOrderTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final Timestamp AT = Timestamp.of("2026-11-21T12:00:00Z");
    private static final long START = Timestamp.of("2026-11-20T22:40:00Z").epochMicros();

    @Property(tries = 3_000)
    void newestRevisionsEqualThePlainCalculation(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll @IntRange(max = 100) int disorder) {
        Random random = new Random(seed);
        List<Trade> trades = trades(random, count);
        Run run = new Run();
        for (Trade trade : arrivals(random, trades, disorder)) {
            run.engine().trade(run.state, FlatTrade.of(trade), false);
            if (random.nextInt(3) > 0) {
                run.engine().endOfFrame(run.state, AT);
            }
            if (random.nextInt(8) == 0) {
                run.restart();
            }
            if (random.nextInt(10) == 0) {
                // As heartbeats do: time goes on, but never beyond what trades of now would say.
                run.engine().heartbeat(run.state, trade.time().epochMicros(), trade.tradeId());
                run.engine().endOfFrame(run.state, AT);
            }
        }
        run.engine().replayEnd(run.state);
        run.engine().endOfFrame(run.state, AT);

        assertThat(run.ticks).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(trades);
        assertThat(run.rejects).isEmpty();
        for (Interval interval : Interval.values()) {
            assertThat(run.newest(interval)).as("%s, seed %d", interval, seed).isEqualTo(plain(trades, interval));
        }
        run.revisions.forEach((window, revisions) -> {
            for (int i = 0; i < revisions.size(); i++) {
                assertThat(revisions.get(i))
                        .as("revisions of %s count up by one", window)
                        .isEqualTo(i + 1);
            }
        });
    }

    /** Two hours of trades with ids in the order of time, some sharing a microsecond, some ids missing. */
    private static List<Trade> trades(Random random, int count) {
        List<Trade> trades = new ArrayList<>();
        long time = START;
        long id = 100;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(4) == 0 ? 0 : random.nextInt(240_000_000);
            id += random.nextInt(9) == 0 ? 1 + random.nextInt(3) : 1;
            BigDecimal price = BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(6));
            BigDecimal size = BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(9));
            TakerSide side = random.nextBoolean() ? TakerSide.BUY : TakerSide.SELL;
            trades.add(new Trade(BTC, id, price, size, side, new Timestamp(time), OptionalLong.empty()));
        }
        return trades;
    }

    /** The trades with some repeated, and out of order by as much as the disorder says (100: shuffled). */
    private static List<Trade> arrivals(Random random, List<Trade> trades, int disorder) {
        List<Trade> arrivals = new ArrayList<>(trades);
        for (Trade trade : trades) {
            if (random.nextInt(5) == 0) {
                arrivals.add(random.nextInt(arrivals.size() + 1), trade);
            }
        }
        if (disorder == 100) {
            Collections.shuffle(arrivals, random);
        }
        for (int i = 1; i < arrivals.size(); i++) {
            if (random.nextInt(100) < disorder) {
                Collections.swap(arrivals, i, Math.max(0, i - 1 - random.nextInt(5)));
            }
        }
        return arrivals;
    }

    private static String plain(List<Trade> trades, Interval interval) {
        Map<Long, List<Trade>> windows = new TreeMap<>();
        for (Trade trade : trades) {
            long length = interval.micros();
            long open = trade.time().epochMicros() / length * length;
            windows.computeIfAbsent(open, start -> new ArrayList<>()).add(trade);
        }
        StringBuilder text = new StringBuilder();
        windows.forEach((open, inside) -> {
            List<Trade> ordered = inside.stream()
                    .sorted(Comparator.comparing(Trade::time).thenComparing(Trade::tradeId))
                    .toList();
            BigDecimal volume = sum(inside.stream().map(Trade::size).toList());
            BigDecimal notional = sum(inside.stream()
                    .map(trade -> trade.price().multiply(trade.size()))
                    .toList());
            long first = inside.stream().mapToLong(Trade::tradeId).min().orElseThrow();
            long last = inside.stream().mapToLong(Trade::tradeId).max().orElseThrow();
            text.append(open)
                    .append(" O")
                    .append(digits(ordered.get(0).price()))
                    .append(" H")
                    .append(digits(
                            Collections.max(inside.stream().map(Trade::price).toList())))
                    .append(" L")
                    .append(digits(
                            Collections.min(inside.stream().map(Trade::price).toList())))
                    .append(" C")
                    .append(digits(ordered.get(ordered.size() - 1).price()))
                    .append(" V")
                    .append(digits(volume))
                    .append(" N")
                    .append(digits(notional))
                    .append(" W")
                    .append(digits(notional.divide(volume, 18, RoundingMode.HALF_EVEN)))
                    .append(" n")
                    .append(inside.size())
                    .append(' ')
                    .append(first)
                    .append("..")
                    .append(last)
                    .append(" missing ")
                    .append(last
                            - first
                            + 1
                            - trades.stream()
                                    .filter(trade -> trade.tradeId() >= first && trade.tradeId() <= last)
                                    .count())
                    .append('\n');
        });
        return text.toString();
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String digits(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** One engine over a state that is stored and read back at every restart. */
    private static final class Run implements CandleOutput, ClosedCandles {
        private ProductState state = new ProductState(BTC);
        private final Map<String, byte[]> closed = new HashMap<>();
        private final List<Trade> ticks = new ArrayList<>();
        private final List<String> rejects = new ArrayList<>();
        private final Map<Interval, Map<Long, Candle>> candles = new HashMap<>();
        private final Map<String, List<Integer>> revisions = new HashMap<>();
        private CandleEngine engine = newEngine();

        private CandleEngine newEngine() {
            return new CandleEngine(CandleSettings.DEFAULT, this, new CandleMaker(() -> new Timestamp(0), this), this);
        }

        CandleEngine engine() {
            return engine;
        }

        void restart() {
            engine.endOfFrame(state, AT);
            state = StateCodec.decodeProduct(BTC, StateCodec.encode(state), state.contents());
            engine = newEngine();
        }

        String newest(Interval interval) {
            StringBuilder text = new StringBuilder();
            new TreeMap<>(candles.getOrDefault(interval, Map.of())).forEach((open, candle) -> {
                if (candle.status() != CandleStatus.TRADED) {
                    return;
                }
                Candle.Prices prices = candle.prices().orElseThrow();
                Candle.TradeIds ids = candle.tradeIds().orElseThrow();
                assertThat(candle.buyVolume().add(candle.sellVolume())).isEqualByComparingTo(candle.volume());
                text.append(open)
                        .append(" O")
                        .append(digits(prices.open()))
                        .append(" H")
                        .append(digits(prices.high()))
                        .append(" L")
                        .append(digits(prices.low()))
                        .append(" C")
                        .append(digits(prices.close()))
                        .append(" V")
                        .append(digits(candle.volume()))
                        .append(" N")
                        .append(digits(candle.notional()))
                        .append(" W")
                        .append(digits(prices.vwap()))
                        .append(" n")
                        .append(candle.tradeCount())
                        .append(' ')
                        .append(ids.first())
                        .append("..")
                        .append(ids.last())
                        .append(" missing ")
                        .append(state.seen().missing(ids.first(), ids.last()))
                        .append('\n');
            });
            return text.toString();
        }

        @Override
        public void tick(FlatTrade trade) {
            ticks.add(new Trade(
                    trade.productId(),
                    trade.tradeId(),
                    trade.price().value(),
                    trade.size().value(),
                    trade.takerSide(),
                    new Timestamp(trade.epochMicros()),
                    OptionalLong.empty()));
        }

        @Override
        public void live(Candle candle) {
            throw new AssertionError("nobody asked for it");
        }

        @Override
        public void candle(Candle candle) {
            candles.computeIfAbsent(candle.interval(), interval -> new HashMap<>())
                    .put(candle.openTime().epochMicros(), candle);
            revisions
                    .computeIfAbsent(candle.interval() + " " + candle.openTime(), window -> new ArrayList<>())
                    .add(candle.revision());
        }

        @Override
        public void gap(KnownGap gap, long first, long last, GapStatus status, Optional<Timestamp> resolvedAt) {
            // GapLedgerTest.
        }

        @Override
        public void reject(RejectReason reason, String detail) {
            rejects.add(reason + " " + detail);
        }

        @Override
        public Optional<ClosedCandle> get(ProductId productId, Interval interval, long openTime) {
            return Optional.ofNullable(closed.get(interval + "/" + openTime)).map(StateCodec::decodeClosed);
        }

        @Override
        public List<Long> openTimes(ProductId productId, Interval interval, long first, long last) {
            return closed.keySet().stream()
                    .filter(key -> key.startsWith(interval + "/"))
                    .map(key -> Long.parseLong(key.substring(key.indexOf('/') + 1)))
                    .filter(open -> open >= first && open <= last)
                    .sorted()
                    .toList();
        }

        @Override
        public void put(ProductId productId, Interval interval, long openTime, ClosedCandle candle) {
            closed.put(interval + "/" + openTime, StateCodec.encode(candle));
        }

        @Override
        public void expire(ProductId productId, long closedBefore) {
            // Two hours of trades never reach the horizon.
        }
    }
}
