package io.candlelake.streams.candle;

import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleFold;
import io.candlelake.domain.CandleStatus;
import io.candlelake.domain.Interval;
import io.candlelake.domain.SeenTrades;

/**
 * What is known of a window beside its trades: {@code TRADED, 0 missing, complete}.
 *
 * @param status what the window held
 * @param missing ids between the first and the last trade that were not seen
 * @param complete whether every trade of the window is provably known
 */
public record Evidence(CandleStatus status, long missing, boolean complete) {
    /** As things stand now. */
    static Evidence of(
            ProductState state, Interval interval, long openTime, CandleFold fold, int observed, boolean lacking) {
        long closeTime = openTime + interval.micros();
        if (fold.tradeCount() == 0) {
            boolean empty = !lacking && observed == minutes(interval) && !state.isMissingWithin(openTime, closeTime);
            return new Evidence(empty ? CandleStatus.EMPTY : CandleStatus.GAP, 0, empty);
        }
        Candle.TradeIds ids = fold.tradeIds();
        long missing = state.seen().missing(ids.first(), ids.last());
        return new Evidence(
                CandleStatus.TRADED,
                missing,
                !lacking && missing == 0 && edgesAreKnown(state, openTime, closeTime, ids));
    }

    /**
     * Whether nothing can be missing before the first trade and after the last. Of the last that is so too when it is the
     * newest trade that anybody spoke of, and the product's time is past the window.
     */
    private static boolean edgesAreKnown(ProductState state, long openTime, long closeTime, Candle.TradeIds ids) {
        SeenTrades seen = state.seen();
        boolean left = ids.first() == 1 || seen.isFirstSince(ids.first(), openTime);
        boolean right = seen.isLastUntil(ids.last(), closeTime)
                || (ids.last() == state.newestTradeId && state.watermark >= closeTime);
        return left && right && ids.first() > seen.forgottenTo();
    }

    /** Whether more is known than then: fewer ids are missing, or what was unproven is proven. */
    boolean isBetterThan(Evidence before) {
        return missing < before.missing || (complete && !before.complete);
    }

    static int minutes(Interval interval) {
        return (int) (interval.micros() / Interval.ONE_MINUTE.micros());
    }
}
