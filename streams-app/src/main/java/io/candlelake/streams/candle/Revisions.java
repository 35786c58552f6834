package io.candlelake.streams.candle;

import io.candlelake.domain.CandleFold;
import io.candlelake.domain.CandleReason;
import io.candlelake.domain.Interval;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.Timestamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one frame changes in closed windows: each is revised at most once for it, however many trades it holds.
 *
 * <p>A closed window gets a revision when trades come for it, and when what was said of it is no longer so: its missing ids
 * came, or ids near it turn out to be missing. The reason is REPAIR when the trades were fetched or known to be missing, or
 * when without a trade more is known than before; otherwise LATE.
 */
final class Revisions {
    private static final Interval[] INTERVALS = Interval.values();

    private final ClosedCandles closedCandles;
    private final CandleMaker maker;
    private final CandleOutput output;
    private final Map<Place, Revision> revised = new LinkedHashMap<>();

    // The times between which the frame changed what is known of missing ids.
    private long affectedFrom = Long.MAX_VALUE;
    private long affectedTo = Long.MIN_VALUE;

    Revisions(ClosedCandles closedCandles, CandleMaker maker, CandleOutput output) {
        this.closedCandles = closedCandles;
        this.maker = maker;
        this.output = output;
    }

    private record Place(Interval interval, long openTime) {}

    private static final class Revision {
        private final Optional<ClosedCandle> before;
        private final CandleFold fold;
        private int observed;
        private boolean lacking;
        private boolean hasTrades;
        private boolean isRepair;

        Revision(Optional<ClosedCandle> before) {
            this.before = before;
            this.fold = before.map(ClosedCandle::fold).orElseGet(CandleFold::new);
            this.observed = before.map(ClosedCandle::observed).orElse(0);
            this.lacking = before.map(ClosedCandle::lacking).orElse(false);
        }
    }

    /** What is known of missing ids has changed between the two times. */
    void affect(long from, long to) {
        affectedFrom = Math.min(affectedFrom, from);
        affectedTo = Math.max(affectedTo, to);
    }

    /** Trades, or a heard minute, for a closed window whose candle is not forgotten. */
    private void add(ProductState state, Interval interval, long openTime, Window window) {
        Revision revision = of(state, interval, openTime);
        revision.fold.merge(window.fold());
        revision.observed += window.observed();
        revision.hasTrades |= window.fold().tradeCount() > 0;
        revision.isRepair |= window.isRepair;
    }

    /** The window's own time has passed it now, which was closed before: what is known of it may have changed. */
    void review(ProductState state, Interval interval, long openTime, boolean isHeard) {
        Revision revision = of(state, interval, openTime);
        if (isHeard && revision.before.isPresent() && revision.observed == 0) {
            revision.observed = 1;
            Window heard = new Window(new CandleFold(), 1, false);
            for (int i = 1; i < INTERVALS.length; i++) {
                merge(state, INTERVALS[i], INTERVALS[i].openTime(openTime), heard);
            }
        }
    }

    /** Adds to a window, which is open, or closed and then revised at the end of the frame. */
    void merge(ProductState state, Interval interval, long openTime, Window window) {
        if (!state.closed(interval).contains(Window.number(interval, openTime))) {
            Window open = state.open(interval).computeIfAbsent(openTime, start -> new Window());
            open.fold().merge(window.fold());
            open.observe(window.observed());
        } else if (!isForgotten(state, interval, openTime)) {
            add(state, interval, openTime, window);
        } else if (window.fold().tradeCount() > 0) {
            output.reject(
                    RejectReason.TOO_LATE,
                    "trades " + window.fold().tradeIds().first() + " to "
                            + window.fold().tradeIds().last() + forgotten(interval, openTime));
        }
    }

    /** A trade of its time came too late to be one of its trades: from now on the window never claims to be complete. */
    void lack(ProductState state, Interval interval, long openTime) {
        if (!state.closed(interval).contains(Window.number(interval, openTime))) {
            state.open(interval)
                    .computeIfAbsent(openTime, start -> new Window())
                    .lack();
        } else if (!isForgotten(state, interval, openTime)) {
            of(state, interval, openTime).lacking = true;
        }
    }

    private Revision of(ProductState state, Interval interval, long openTime) {
        return revised.computeIfAbsent(
                new Place(interval, openTime),
                place -> new Revision(closedCandles.get(state.productId(), interval, openTime)));
    }

    /** Emits the frame's revisions. */
    void emit(ProductState state) {
        if (affectedFrom <= affectedTo) {
            reviewAffected(state);
        }
        if (!revised.isEmpty()) {
            revised.forEach((place, revision) -> emit(state, place, revision));
            revised.clear();
        }
    }

    private void reviewAffected(ProductState state) {
        for (Interval interval : INTERVALS) {
            long first = interval.openTime(affectedFrom);
            long last = interval.openTime(affectedTo);
            if (state.closed(interval).next(Window.number(interval, first)) <= Window.number(interval, last)) {
                closedCandles
                        .openTimes(state.productId(), interval, first, last)
                        .forEach(openTime -> of(state, interval, openTime));
            }
        }
        affectedFrom = Long.MAX_VALUE;
        affectedTo = Long.MIN_VALUE;
    }

    private void emit(ProductState state, Place place, Revision revision) {
        Evidence evidence =
                Evidence.of(state, place.interval, place.openTime, revision.fold, revision.observed, revision.lacking);
        boolean isNew = revision.hasTrades
                || revision.before
                        .map(before -> !before.evidence().equals(evidence))
                        .orElse(false);
        if (!isNew
                && revision.before
                        .map(before -> before.observed() == revision.observed && before.lacking() == revision.lacking)
                        .orElse(true)) {
            return;
        }
        int number = revision.before.map(ClosedCandle::revision).orElse(0) + (isNew ? 1 : 0);
        ClosedCandle candle = new ClosedCandle(revision.fold, revision.observed, revision.lacking, evidence, number);
        closedCandles.put(state.productId(), place.interval, place.openTime, candle);
        if (isNew) {
            boolean isRepair = revision.hasTrades
                    ? revision.isRepair
                    : revision.before
                            .map(before -> evidence.isBetterThan(before.evidence()))
                            .orElse(false);
            maker.closed(
                    state.productId(),
                    place.interval,
                    place.openTime,
                    candle,
                    isRepair ? CandleReason.REPAIR : CandleReason.LATE);
        }
    }

    /** Whether the window's candle, if there was one, is no longer kept: then it is not known what it held. */
    boolean isForgotten(ProductState state, Interval interval, long openTime) {
        if (openTime + interval.micros() >= state.expiredBefore) {
            return false;
        }
        Revision revision = revised.get(new Place(interval, openTime));
        return revision == null
                ? closedCandles.get(state.productId(), interval, openTime).isEmpty()
                : revision.before.isEmpty() && !revision.hasTrades;
    }

    static String forgotten(Interval interval, long openTime) {
        return ": the " + interval.label() + " candle of " + new Timestamp(openTime)
                + " was closed longer ago than candles are kept for revision";
    }
}
