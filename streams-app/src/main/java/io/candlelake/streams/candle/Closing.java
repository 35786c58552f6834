package io.candlelake.streams.candle;

import io.candlelake.domain.CandleReason;
import io.candlelake.domain.Interval;
import io.candlelake.domain.LongRanges;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Closes windows, the minutes first, for a minute that closes is merged into the five larger windows. Those without a trade
 * close too: {@code EMPTY} or {@code GAP}.
 */
final class Closing {
    private static final Interval[] INTERVALS = Interval.values();
    private static final Interval MINUTE = Interval.ONE_MINUTE;
    private static final long EXPIRY_STEP_MICROS = Interval.ONE_HOUR.micros();

    private final CandleSettings settings;
    private final ClosedCandles closedCandles;
    private final CandleMaker maker;
    private final Revisions revisions;

    Closing(CandleSettings settings, ClosedCandles closedCandles, CandleMaker maker, Revisions revisions) {
        this.settings = settings;
        this.closedCandles = closedCandles;
        this.maker = maker;
        this.revisions = revisions;
    }

    /** Whether a window waits for no more than this call. */
    boolean isDue(ProductState state) {
        return state.hasOldOpen
                || (state.watermark != ProductState.NONE
                        && state.watermark - settings.graceMicros() - MINUTE.micros() >= state.sweptTo);
    }

    /** Closes every window whose end plus grace the product's time has passed. */
    void byOwnTime(ProductState state) {
        long reached = Math.max(MINUTE.openTime(state.watermark - settings.graceMicros()), state.sweptTo);
        for (Interval interval : INTERVALS) {
            long from = from(reached, state.sweptTo);
            closeOld(state, interval, from, reached, state.watermark - settings.graceMicros());
            sweep(state, interval, from, Window.number(interval, reached) - 1, true);
        }
        swept(state, reached);
        state.hasOldOpen = hasOldOpen(state, reached);
        expire(state, reached);
    }

    /** Of any length: a larger window outlasts the minute by which it was opened. */
    private static boolean hasOldOpen(ProductState state, long reached) {
        for (Interval interval : INTERVALS) {
            NavigableMap<Long, Window> open = state.open(interval);
            if (!open.isEmpty() && open.firstKey() < interval.openTime(reached)) {
                return true;
            }
        }
        return false;
    }

    /** Closes the windows that ended by then, though the product's own time has not come so far. */
    void byClock(ProductState state, long upTo) {
        long from = Math.max(state.sweptTo, state.clockSweptTo);
        long reached =
                Math.min(MINUTE.openTime(upTo), MINUTE.openTime(state.watermark + settings.longestSilenceMicros()));
        if (reached > from) {
            for (Interval interval : INTERVALS) {
                closeOld(state, interval, from(reached, from), reached, Long.MAX_VALUE);
                sweep(state, interval, from(reached, from), Window.number(interval, reached) - 1, false);
            }
            state.clockSweptTo = reached;
            state.minuteStart = Long.MAX_VALUE;
        }
    }

    /** Closes every window up to the one that the product's time stands in. */
    void all(ProductState state) {
        for (Interval interval : INTERVALS) {
            long from = from(state.watermark, state.sweptTo);
            closeOld(state, interval, from, state.watermark + interval.micros(), Long.MAX_VALUE);
            sweep(state, interval, from, Window.number(interval, state.watermark), true);
        }
        swept(state, state.watermark);
    }

    /** Where rows begin: a silence longer than the longest is not filled. */
    private long from(long reached, long sweptTo) {
        return Math.max(sweptTo, MINUTE.openTime(reached - settings.longestSilenceMicros()));
    }

    private static void swept(ProductState state, long reached) {
        state.heard().removeTo(Window.number(MINUTE, reached) - 1);
        state.sweptTo = reached;
        state.minuteStart = Long.MAX_VALUE;
        state.hasOldOpen = false;
    }

    private void expire(ProductState state, long reached) {
        long before = Math.floorDiv(reached, EXPIRY_STEP_MICROS) * EXPIRY_STEP_MICROS - settings.horizonMicros();
        if (before > state.expiredBefore) {
            closedCandles.expire(state.productId(), before);
            state.expiredBefore = before;
        }
    }

    /** Closes what is open from before the sweep, and before what it reaches, and ended by then: a trade from before the session waits for its grace too. */
    private void closeOld(ProductState state, Interval interval, long from, long reached, long endedBy) {
        NavigableMap<Long, Window> open = state.open(interval);
        long before = Math.min(interval.openTime(from), interval.openTime(reached));
        while (!open.isEmpty() && open.firstKey() < before && open.firstKey() + interval.micros() <= endedBy) {
            Map.Entry<Long, Window> window = open.pollFirstEntry();
            close(state, interval, window.getKey(), window.getValue());
        }
    }

    /** Closes the interval's windows from the one that holds the time to that of the number, with trades or without. */
    private void sweep(ProductState state, Interval interval, long from, long lastNumber, boolean review) {
        long firstNumber = Window.number(interval, from);
        // Each minute that ends asks for all six intervals, and most of them have nothing to close.
        if (firstNumber <= lastNumber) {
            closeEach(state, interval, firstNumber, lastNumber, review);
        }
    }

    private void closeEach(ProductState state, Interval interval, long firstNumber, long lastNumber, boolean review) {
        NavigableMap<Long, Window> open = state.open(interval);
        LongRanges closed = state.closed(interval);
        for (long number = firstNumber; number <= lastNumber; number++) {
            long openTime = number * interval.micros();
            if (!closed.contains(number)) {
                Window window = open.remove(openTime);
                close(state, interval, openTime, window == null ? new Window() : window);
            } else if (review) {
                revisions.review(state, interval, openTime, interval == MINUTE && isObserved(state, openTime));
            }
        }
    }

    private void close(ProductState state, Interval interval, long openTime, Window window) {
        if (interval == MINUTE && isObserved(state, openTime)) {
            window.observe(1);
        }
        Evidence evidence = Evidence.of(state, interval, openTime, window.fold(), window.observed(), window.lacking());
        ClosedCandle candle = new ClosedCandle(window.fold(), window.observed(), window.lacking(), evidence, 1);
        state.markClosed(interval, Window.number(interval, openTime));
        closedCandles.put(state.productId(), interval, openTime, candle);
        maker.closed(state.productId(), interval, openTime, candle, CandleReason.CLOSE);
        if (interval == MINUTE && (window.fold().tradeCount() > 0 || window.observed() > 0)) {
            for (int i = 1; i < INTERVALS.length; i++) {
                revisions.merge(state, INTERVALS[i], INTERVALS[i].openTime(openTime), window);
            }
        }
    }

    /** Whether a heartbeat lies in the minute, and the product was followed from its start to its end. */
    private static boolean isObserved(ProductState state, long openTime) {
        return state.sessionStart <= openTime
                && state.watermark >= openTime + MINUTE.micros()
                && state.heard().contains(Window.number(MINUTE, openTime));
    }
}
