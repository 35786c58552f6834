package io.candlelake.streams.candle;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.contract.frame.Frame;
import io.candlelake.domain.Interval;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.SeenTrades;
import io.candlelake.domain.Timestamp;

/**
 * From the events of a product to its ticks, candles and gaps.
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

    private final CandleSettings settings;
    private final CandleOutput output;
    private final Revisions revisions;
    private final Closing closing;

    /** The maker turns folds into candles; it knows the clock. */
    public CandleEngine(CandleSettings settings, ClosedCandles closedCandles, CandleMaker maker, CandleOutput output) {
        this.settings = settings;
        this.output = output;
        this.revisions = new Revisions(closedCandles, maker, output);
        this.closing = new Closing(settings, closedCandles, maker, revisions);
    }

    /**
     * A valid trade. False when it was seen before, and then nothing comes of it.
     *
     * @param isFetched whether it was asked for, to repair a gap
     */
    public boolean trade(ProductState state, FlatTrade trade, boolean isFetched) {
        SeenTrades seen = state.seen();
        long id = trade.tradeId();
        long time = trade.epochMicros();
        if (id == seen.max() + 1 && state.newestTradeId < id && !seen.isEmpty()) {
            seen.add(id, time);
        } else if (!addOutOfOrder(state, trade)) {
            return false;
        }
        state.newestTradeId = Math.max(state.newestTradeId, id);
        boolean isRepair = state.gaps().came(id) || isFetched;
        output.tick(trade);
        fold(state, trade, isRepair);
        moveWatermark(state, time);
        state.contents().remember(trade, state.sweptTo);
        return true;
    }

    /** False, with a reject where that is called for, when the trade is not new. */
    private boolean addOutOfOrder(ProductState state, FlatTrade trade) {
        SeenTrades seen = state.seen();
        long id = trade.tradeId();
        long time = trade.epochMicros();
        if (id <= seen.forgottenTo()) {
            output.reject(RejectReason.TOO_LATE, "trade " + id + ": it is no longer known whether it was seen");
            return false;
        }
        if (seen.contains(id)) {
            if (state.contents().contradicts(trade)) {
                output.reject(
                        RejectReason.CONTRADICTION,
                        "trade " + id + " was seen with another price, size, side or time than " + trade.price() + ", "
                                + trade.size() + ", taker's "
                                + trade.takerSide().label() + ", "
                                + new Timestamp(time));
            }
            return false;
        }
        boolean isNamed = state.newestTradeId > seen.max();
        long above = seen.edgeAbove(id, isNamed ? state.newestNamedAt : time);
        revisions.affect(Math.min(seen.edgeBelow(id, time), time), Math.max(above, time));
        seen.add(id, time, id == state.newestTradeId + 1 && isNamed ? Math.min(time, state.newestNamedAt) : time);
        return true;
    }

    private void fold(ProductState state, FlatTrade trade, boolean isRepair) {
        long time = trade.epochMicros();
        // The difference is negative for a time before the minute, and for no minute.
        if (time >= state.minuteStart && time - state.minuteStart < MINUTE.micros()) {
            add(state.minute, trade);
            state.liveChanged = true;
            return;
        }
        long openTime = MINUTE.openTime(time);
        if (state.closed(MINUTE).contains(Window.number(MINUTE, openTime))) {
            addLate(state, trade, openTime, isRepair);
            return;
        }
        Window window = state.open(MINUTE).computeIfAbsent(openTime, start -> new Window());
        add(window, trade);
        window.isRepair |= isRepair;
        state.liveChanged = true;
        state.hasOldOpen |= state.sessionStart != ProductState.NONE && openTime < state.sweptTo;
        state.minuteStart = openTime;
        state.minute = window;
    }

    private static void add(Window window, FlatTrade trade) {
        window.fold().add(trade.epochMicros(), trade.tradeId(), trade.price(), trade.size(), trade.takerSide());
    }

    private void addLate(ProductState state, FlatTrade trade, long openTime, boolean isRepair) {
        boolean beyondHorizon = state.watermark != ProductState.NONE
                && openTime + MINUTE.micros() < state.watermark - settings.horizonMicros();
        if (beyondHorizon || revisions.isForgotten(state, MINUTE, openTime)) {
            output.reject(RejectReason.TOO_LATE, "trade " + trade.tradeId() + Revisions.forgotten(MINUTE, openTime));
            for (Interval interval : INTERVALS) {
                revisions.lack(state, interval, interval.openTime(openTime));
            }
            return;
        }
        Window late = new Window();
        add(late, trade);
        late.isRepair = isRepair;
        for (Interval interval : INTERVALS) {
            revisions.merge(state, interval, interval.openTime(openTime), late);
        }
    }

    /** A sign of life: time has come this far, and this was the newest trade; 0 where that is unknown. */
    public void heartbeat(ProductState state, long epochMicros, long lastTradeId) {
        if (lastTradeId > state.newestTradeId) {
            name(state, lastTradeId, epochMicros);
        } else if (lastTradeId == state.newestTradeId
                && lastTradeId == state.seen().max()) {
            state.seen().confirm(epochMicros);
        }
        moveWatermark(state, epochMicros);
        long minute = Window.number(MINUTE, epochMicros);
        if (minute * MINUTE.micros() >= state.sweptTo) {
            state.heard().add(minute);
        }
    }

    /** A trade is known to exist that was not seen: what closed since the newest that was may lack it. */
    private void name(ProductState state, long tradeId, long epochMicros) {
        state.newestTradeId = tradeId;
        state.newestNamedAt = epochMicros;
        if (!state.seen().isEmpty()) {
            revisions.affect(Math.min(state.seen().topEdge(), epochMicros), epochMicros);
        }
    }

    /** The producer's word that trades are missing, or that they will not come. */
    public void gapReport(ProductState state, Frame.GapReport report, Timestamp receivedAt) {
        long first = report.firstMissingId();
        long last = report.lastMissingId();
        if (last > state.newestTradeId) {
            name(state, last, Math.max(receivedAt.epochMicros(), state.watermark));
        }
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
        closing.all(state);
        revisions.emit(state);
        state.watermark = ProductState.NONE;
        state.sessionStart = ProductState.NONE;
        state.sweptTo = ProductState.NONE;
        state.clockSweptTo = ProductState.NONE;
        state.heard().clear();
    }

    /**
     * Nothing was heard of the product for so long that its windows close by the clock; what comes later revises them.
     *
     * @param upTo windows that ended by then are not waited for any longer, microseconds since the epoch
     */
    public void silence(ProductState state, long upTo) {
        if (state.watermark != ProductState.NONE) {
            closing.byClock(state, upTo);
            revisions.emit(state);
        }
    }

    /**
     * Opens and closes gaps, closes what the frame's events made final, and emits the revisions that its trades caused.
     *
     * @param receivedAt when the frame was received: the time at which a gap is noticed or ends
     */
    public void endOfFrame(ProductState state, Timestamp receivedAt) {
        state.gaps().endOfFrame(state.seen(), state.newestTradeId, receivedAt, output);
        if (closing.isDue(state)) {
            closing.byOwnTime(state);
        }
        revisions.emit(state);
    }

    private static void moveWatermark(ProductState state, long epochMicros) {
        if (state.sessionStart == ProductState.NONE) {
            state.sessionStart = epochMicros;
            state.sweptTo = MINUTE.openTime(epochMicros);
        }
        state.watermark = Math.max(state.watermark, epochMicros);
    }
}
