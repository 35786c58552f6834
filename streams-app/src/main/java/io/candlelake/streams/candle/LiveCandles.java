package io.candlelake.streams.candle;

import io.candlelake.domain.CandleFold;
import io.candlelake.domain.CandleStatus;
import io.candlelake.domain.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The open candles of a product: of each interval, the window that its newest trade fell into, with the trades so far.
 *
 * <p>Trades are folded into their minutes only, so the larger ones are merged from minutes here, when they are told: at once
 * when the product was quiet, and else at most so many times a second.
 */
public final class LiveCandles {
    private static final Interval[] INTERVALS = Interval.values();

    private final CandleMaker maker;
    private final LongSupplier clockMillis;
    private final long pauseMillis;
    private final List<ProductState> waiting = new ArrayList<>();

    /**
     * Tells through the maker.
     *
     * @param clockMillis the wall clock
     * @param pauseMillis between two updates of one product
     */
    public LiveCandles(CandleMaker maker, LongSupplier clockMillis, long pauseMillis) {
        this.maker = maker;
        this.clockMillis = clockMillis;
        this.pauseMillis = pauseMillis;
    }

    /** A frame of the product was read. One that already waits costs nothing. */
    public void endOfFrame(ProductState state) {
        if (!state.liveChanged || state.liveWaits) {
            return;
        }
        long now = clockMillis.getAsLong();
        if (now - state.liveToldAt >= pauseMillis) {
            tell(state, now);
        } else {
            state.liveWaits = true;
            waiting.add(state);
        }
    }

    /** Tells those that wait; to be called once in each pause. */
    public void endOfPause() {
        long now = clockMillis.getAsLong();
        waiting.forEach(state -> tell(state, now));
        waiting.clear();
    }

    private void tell(ProductState state, long now) {
        state.liveChanged = false;
        state.liveWaits = false;
        state.liveToldAt = now;
        Map.Entry<Long, Window> newest = state.open(Interval.ONE_MINUTE).lastEntry();
        if (newest == null) {
            return;
        }
        for (Interval interval : INTERVALS) {
            long openTime = interval.openTime(newest.getKey());
            if (!state.closed(interval).contains(Window.number(interval, openTime))) {
                tell(state, interval, openTime);
            }
        }
    }

    private void tell(ProductState state, Interval interval, long openTime) {
        CandleFold fold = new CandleFold();
        if (interval != Interval.ONE_MINUTE) {
            state.open(interval)
                    .subMap(openTime, true, openTime, true)
                    .values()
                    .forEach(minutes -> fold.merge(minutes.fold()));
        }
        state.open(Interval.ONE_MINUTE)
                .subMap(openTime, openTime + interval.micros())
                .values()
                .forEach(minute -> fold.merge(minute.fold()));
        long missing =
                state.seen().missing(fold.tradeIds().first(), fold.tradeIds().last());
        maker.live(state.productId(), interval, openTime, fold, new Evidence(CandleStatus.TRADED, missing, false));
    }
}
