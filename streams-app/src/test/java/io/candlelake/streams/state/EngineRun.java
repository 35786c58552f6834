package io.candlelake.streams.state;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.contract.frame.Frame;
import io.candlelake.domain.Candle;
import io.candlelake.domain.GapCause;
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
import io.candlelake.streams.candle.TradeContents;
import io.candlelake.streams.expected.Knowledge;
import io.candlelake.streams.expected.Observed;
import io.candlelake.streams.expected.Row;
import io.candlelake.streams.expected.Told;
import io.candlelake.streams.expected.Trade;
import io.candlelake.streams.gap.KnownGap;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One product's engine over a state that can be stored, as bytes alone, and read back: a restart. What comes of a frame is handed out. */
final class EngineRun implements CandleOutput, ClosedCandles {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final Timestamp AT = Timestamp.of("2026-11-21T12:00:00Z");

    private final TreeMap<Long, byte[]> contents = new TreeMap<>();
    private final TreeMap<String, TreeMap<Long, byte[]>> closed = new TreeMap<>();
    private final List<Trade> ticks = new ArrayList<>();
    private final List<Row> candles = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<RejectReason> rejects = new ArrayList<>();
    private ProductState state = new ProductState(BTC);
    private CandleEngine engine = newEngine();

    private CandleEngine newEngine() {
        return new CandleEngine(CandleSettings.DEFAULT, this, new CandleMaker(() -> AT, this), this);
    }

    /** Everything is forgotten but the bytes. */
    void restart() {
        byte[] stored = StateCodec.encode(state);
        state.contents().store(new TradeContents.Changes() {
            @Override
            public void changed(TradeContents.Chunk chunk) {
                contents.put(chunk.number(), StateCodec.encode(chunk));
            }

            @Override
            public void dropped(long number) {
                contents.remove(number);
            }
        });
        TradeContents restored = new TradeContents();
        contents.forEach((number, chunk) -> restored.restore(StateCodec.decodeChunk(number, chunk)));
        state = StateCodec.decodeProduct(BTC, stored, restored);
        engine = newEngine();
    }

    /** A frame comes. */
    Knowledge.Outcome tell(Told told) {
        if (told instanceof Told.Trades trades) {
            trades.trades().forEach(trade -> engine.trade(state, FlatTrade.of(valid(trade)), trades.isFetched()));
        } else if (told instanceof Told.Heartbeat heartbeat) {
            engine.heartbeat(state, heartbeat.micros(), heartbeat.newestId());
        } else if (told instanceof Told.Report report) {
            engine.gapReport(
                    state,
                    new Frame.GapReport(
                            BTC,
                            report.first(),
                            report.last(),
                            report.isGivenUp() ? GapStatus.UNREPAIRABLE : GapStatus.OPEN,
                            GapCause.valueOf(report.cause())),
                    new Timestamp(report.receivedAt()));
        }
        engine.endOfFrame(state, AT);
        return outcome();
    }

    /** The file that is replayed is at its end. */
    Knowledge.Outcome endOfReplay() {
        engine.replayEnd(state);
        engine.endOfFrame(state, AT);
        return outcome();
    }

    private static io.candlelake.contract.frame.Trade valid(Trade trade) {
        return new io.candlelake.contract.frame.Trade(
                BTC,
                trade.id(),
                trade.price(),
                trade.size(),
                trade.isBuy() ? TakerSide.BUY : TakerSide.SELL,
                new Timestamp(trade.micros()),
                OptionalLong.empty());
    }

    private Knowledge.Outcome outcome() {
        int tooLate =
                (int) rejects.stream().filter(RejectReason.TOO_LATE::equals).count();
        Knowledge.Outcome outcome =
                new Knowledge.Outcome(List.copyOf(ticks), List.copyOf(candles), List.copyOf(gaps), tooLate);
        rejects.removeIf(RejectReason.TOO_LATE::equals);
        ticks.clear();
        candles.clear();
        gaps.clear();
        return outcome;
    }

    /** Rejects so far, but those that were too late. */
    List<RejectReason> rejects() {
        return rejects;
    }

    @Override
    public void tick(FlatTrade trade) {
        ticks.add(Observed.trade(
                trade.tradeId(),
                trade.epochMicros(),
                trade.price().value(),
                trade.size().value(),
                trade.takerSide()));
    }

    @Override
    public void live(Candle candle) {
        throw new AssertionError("nobody asked for it");
    }

    @Override
    public void candle(Candle candle) {
        Observed.lackOfNothing(candle).ifPresent(problem -> {
            throw new AssertionError(problem);
        });
        candles.add(Observed.row(candle));
    }

    @Override
    public void gap(KnownGap gap, long first, long last, GapStatus status, Optional<Timestamp> resolvedAt) {
        gaps.add(first + ".." + last + " " + status + " " + gap.cause());
    }

    @Override
    public void reject(RejectReason reason, String detail) {
        rejects.add(reason);
    }

    private NavigableMap<Long, byte[]> closed(Interval interval) {
        return closed.computeIfAbsent(interval.label(), label -> new TreeMap<>());
    }

    @Override
    public Optional<ClosedCandle> get(ProductId productId, Interval interval, long openTime) {
        return Optional.ofNullable(closed(interval).get(openTime)).map(StateCodec::decodeClosed);
    }

    @Override
    public List<Long> openTimes(ProductId productId, Interval interval, long first, long last) {
        return List.copyOf(closed(interval).subMap(first, true, last, true).keySet());
    }

    @Override
    public void put(ProductId productId, Interval interval, long openTime, ClosedCandle candle) {
        closed(interval).put(openTime, StateCodec.encode(candle));
    }

    @Override
    public void expire(ProductId productId, long closedBefore) {
        for (Interval interval : Interval.values()) {
            closed(interval).headMap(closedBefore - interval.micros()).clear();
        }
    }
}
