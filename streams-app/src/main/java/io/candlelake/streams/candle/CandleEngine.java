package io.candlelake.streams.candle;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.Trade;
import io.candlelake.domain.CandleFold;
import io.candlelake.domain.CandleReason;
import io.candlelake.domain.Interval;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.Timestamp;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From the events of a product to its ticks and candles.
 *
 * <p>A trade is folded into its minute only; a minute that closes is merged into the five larger windows. A window closes
 * once the product's watermark passes its end plus the grace, and is then kept for revision. What comes for a closed window
 * revises it, and every larger one above it; each window at most once for a frame, however many trades the frame holds.
 *
 * <p>Call {@link #endOfFrame} after the events of each frame.
 */
public final class CandleEngine {
    private static final Interval[] INTERVALS = Interval.values();
    private static final Interval MINUTE = Interval.ONE_MINUTE;
    private static final long EXPIRY_STEP_MICROS = Interval.ONE_HOUR.micros();

    private final CandleSettings settings;
    private final ClosedCandles closedCandles;
    private final CandleOutput output;
    private final CandleMaker maker;
    private final Map<Window, ClosedCandle> revised = new LinkedHashMap<>();

    /** The maker turns folds into candles; it knows the clock. */
    public CandleEngine(CandleSettings settings, ClosedCandles closedCandles, CandleMaker maker, CandleOutput output) {
        this.settings = settings;
        this.closedCandles = closedCandles;
        this.maker = maker;
        this.output = output;
    }

    /** A valid trade. False when it was seen before, and then nothing comes of it. */
    public boolean trade(ProductState state, Trade trade) {
        long id = trade.tradeId();
        long time = trade.time().epochMicros();
        if (id <= state.seen().forgottenTo()) {
            output.reject(RejectReason.TOO_LATE, "trade " + id + ": it is no longer known whether it was seen");
            return false;
        }
        if (!state.seen().add(id, time)) {
            return false;
        }
        output.tick(trade);
        state.gaps().came(id);
        state.newestTradeId = Math.max(state.newestTradeId, id);
        long openTime = MINUTE.openTime(time);
        if (state.closed(MINUTE).contains(number(MINUTE, openTime))) {
            CandleFold late = new CandleFold();
            add(late, trade);
            addLate(state, trade, openTime, late);
        } else {
            add(state.open(MINUTE).computeIfAbsent(openTime, start -> new CandleFold()), trade);
            // A minute before the session's start is not swept: it closes at the end of this frame.
            state.nextClose = Math.min(
                    state.nextClose == ProductState.NONE ? Long.MAX_VALUE : state.nextClose,
                    openTime + MINUTE.micros() + settings.graceMicros());
        }
        moveWatermark(state, time);
        return true;
    }

    /** A sign of life: time has come this far. */
    public void heartbeat(ProductState state, long epochMicros, long lastTradeId) {
        state.newestTradeId = Math.max(state.newestTradeId, lastTradeId);
        moveWatermark(state, epochMicros);
    }

    /** The producer's word that trades are missing, or that they will not come. */
    public void gapReport(ProductState state, Frame.GapReport report, Timestamp receivedAt) {
        long first = report.firstMissingId();
        long last = report.lastMissingId();
        state.newestTradeId = Math.max(state.newestTradeId, last);
        switch (report.status()) {
            case OPEN -> state.gaps().report(first, last, report.cause(), state.seen(), receivedAt, output);
            case UNREPAIRABLE -> state.gaps().giveUp(first, last, report.cause(), state.seen(), receivedAt, output);
            case REPAIRED -> {
                // Seen from the trades themselves.
            }
        }
    }

    /** The end of a replayed file: every open window closes, and time starts anew with the next event. */
    public void replayEnd(ProductState state) {
        if (state.watermark == ProductState.NONE) {
            return;
        }
        for (Interval interval : INTERVALS) {
            long last = number(interval, interval.openTime(state.watermark));
            closeUpTo(state, interval, last);
        }
        state.watermark = ProductState.NONE;
        state.sessionStart = ProductState.NONE;
        state.nextClose = ProductState.NONE;
    }

    /**
     * Opens and closes gaps, closes what the frame's events made final, and emits the revisions that its trades caused.
     *
     * @param receivedAt when the frame was received: the time at which a gap is noticed or ends
     */
    public void endOfFrame(ProductState state, Timestamp receivedAt) {
        state.gaps().endOfFrame(state.seen(), state.newestTradeId, receivedAt, output);
        if (state.watermark != ProductState.NONE && state.watermark >= state.nextClose) {
            closeFinal(state);
        }
        if (!revised.isEmpty()) {
            emitRevisions(state);
        }
    }

    private void moveWatermark(ProductState state, long epochMicros) {
        if (state.sessionStart == ProductState.NONE) {
            state.sessionStart = epochMicros;
            state.nextClose = Math.min(
                    state.nextClose == ProductState.NONE ? Long.MAX_VALUE : state.nextClose,
                    MINUTE.openTime(epochMicros) + MINUTE.micros() + settings.graceMicros());
        }
        state.watermark = Math.max(state.watermark, epochMicros);
    }

    private static void add(CandleFold fold, Trade trade) {
        fold.add(trade.time().epochMicros(), trade.tradeId(), trade.price(), trade.size(), trade.takerSide());
    }

    private void addLate(ProductState state, Trade trade, long openTime, CandleFold late) {
        boolean beyondHorizon = state.watermark != ProductState.NONE
                && openTime + MINUTE.micros() < state.watermark - settings.horizonMicros();
        if (beyondHorizon || isForgotten(state, MINUTE, openTime)) {
            output.reject(RejectReason.TOO_LATE, "trade " + trade.tradeId() + forgotten(MINUTE, openTime));
            return;
        }
        for (Interval interval : INTERVALS) {
            merge(state, interval, interval.openTime(openTime), late);
        }
    }

    /** Closes every window whose end plus grace the watermark has passed, the minutes first. */
    private void closeFinal(ProductState state) {
        long expired = Math.floorDiv(state.nextClose, EXPIRY_STEP_MICROS);
        long reached = state.watermark - settings.graceMicros();
        for (Interval interval : INTERVALS) {
            closeUpTo(state, interval, number(interval, interval.openTime(reached)) - 1);
        }
        state.nextClose = MINUTE.openTime(reached) + MINUTE.micros() + settings.graceMicros();
        if (Math.floorDiv(state.nextClose, EXPIRY_STEP_MICROS) != expired) {
            long before = state.watermark - settings.horizonMicros();
            closedCandles.expire(state.productId(), before);
            state.expiredBefore = Math.max(state.expiredBefore, before);
        }
    }

    /** Closes the interval's windows up to the one of that number, those without trades too. */
    private void closeUpTo(ProductState state, Interval interval, long lastNumber) {
        LongRanges closed = state.closed(interval);
        long firstNumber = number(interval, interval.openTime(state.sessionStart));
        if (firstNumber <= lastNumber) {
            closed.addAll(firstNumber, lastNumber);
        }
        var open = state.open(interval);
        while (!open.isEmpty() && number(interval, open.firstKey()) <= lastNumber) {
            var window = open.pollFirstEntry();
            closed.add(number(interval, window.getKey()));
            close(state, interval, window.getKey(), window.getValue());
        }
    }

    private void close(ProductState state, Interval interval, long openTime, CandleFold fold) {
        closedCandles.put(state.productId(), interval, openTime, new ClosedCandle(fold, 1));
        maker.make(state, interval, openTime, new ClosedCandle(fold, 1), CandleReason.CLOSE, output);
        if (interval == MINUTE) {
            for (int i = 1; i < INTERVALS.length; i++) {
                merge(state, INTERVALS[i], INTERVALS[i].openTime(openTime), fold);
            }
        }
    }

    /** Adds trades to a window, which is open, or closed and then revised at the end of the frame. */
    private void merge(ProductState state, Interval interval, long openTime, CandleFold trades) {
        if (!state.closed(interval).contains(number(interval, openTime))) {
            state.open(interval)
                    .computeIfAbsent(openTime, start -> new CandleFold())
                    .merge(trades);
            return;
        }
        if (isForgotten(state, interval, openTime)) {
            output.reject(
                    RejectReason.TOO_LATE,
                    "trades " + trades.tradeIds().first() + " to "
                            + trades.tradeIds().last() + forgotten(interval, openTime));
            return;
        }
        ClosedCandle candle = revised.computeIfAbsent(new Window(interval, openTime), window -> closedCandles
                .get(state.productId(), interval, openTime)
                .map(before -> new ClosedCandle(before.fold(), before.revision() + 1))
                .orElseGet(() -> new ClosedCandle(new CandleFold(), 1)));
        candle.fold().merge(trades);
    }

    private void emitRevisions(ProductState state) {
        revised.forEach((window, candle) -> {
            closedCandles.put(state.productId(), window.interval, window.openTime, candle);
            maker.make(state, window.interval, window.openTime, candle, CandleReason.LATE, output);
        });
        revised.clear();
    }

    /** Whether the window's candle, if there was one, is no longer kept: then it is not known what it held. */
    private boolean isForgotten(ProductState state, Interval interval, long openTime) {
        return openTime + interval.micros() < state.expiredBefore
                && !revised.containsKey(new Window(interval, openTime))
                && closedCandles.get(state.productId(), interval, openTime).isEmpty();
    }

    private static String forgotten(Interval interval, long openTime) {
        return ": the " + interval.label() + " candle of " + new Timestamp(openTime)
                + " was closed longer ago than candles are kept for revision";
    }

    private static long number(Interval interval, long openTime) {
        return Math.floorDiv(openTime, interval.micros());
    }

    private record Window(Interval interval, long openTime) {}
}
