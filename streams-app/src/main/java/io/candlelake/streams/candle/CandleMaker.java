package io.candlelake.streams.candle;

import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleFold;
import io.candlelake.domain.CandleReason;
import io.candlelake.domain.CandleStatus;
import io.candlelake.domain.Interval;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.SeenTrades;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Supplier;

/** From a fold to the candle that says whether it is complete. */
public final class CandleMaker {
    /** Columns are decimal(38,18). */
    private static final int MAX_INTEGER_DIGITS = 20;

    private final Supplier<Timestamp> now;

    /** The clock gives {@code emitted_at}, and nothing else. */
    public CandleMaker(Supplier<Timestamp> now) {
        this.now = now;
    }

    void make(
            ProductState state,
            Interval interval,
            long openTime,
            ClosedCandle closed,
            CandleReason reason,
            CandleOutput output) {
        CandleFold fold = closed.fold();
        BigDecimal notional = fold.notional().scale() > CandleFold.SCALE
                ? fold.notional().setScale(CandleFold.SCALE, RoundingMode.HALF_EVEN)
                : fold.notional();
        if (isOutOfRange(fold.volume()) || isOutOfRange(notional)) {
            output.reject(
                    RejectReason.CANDLE_OUT_OF_RANGE,
                    interval.label() + " candle of " + new Timestamp(openTime) + ", revision " + closed.revision()
                            + ": its volume or notional has over 20 digits before the point");
            return;
        }
        Candle.TradeIds ids = fold.tradeIds();
        long missing = state.seen().missing(ids.first(), ids.last());
        output.candle(new Candle(
                state.productId(),
                interval,
                new Timestamp(openTime),
                fold.prices(),
                fold.volume(),
                notional,
                fold.totals().buyVolume(),
                fold.totals().sellVolume(),
                fold.tradeCount(),
                Optional.of(ids),
                missing,
                missing == 0 && edgesAreSeen(state, interval, openTime, ids),
                CandleStatus.TRADED,
                closed.revision(),
                reason,
                now.get()));
    }

    /**
     * Whether nothing can be missing before the first trade and after the last: their neighbours were seen, or the last is the
     * newest trade that exists and the product's time is past the window.
     */
    private static boolean edgesAreSeen(ProductState state, Interval interval, long openTime, Candle.TradeIds ids) {
        SeenTrades seen = state.seen();
        boolean left = ids.first() == 1 || seen.contains(ids.first() - 1);
        boolean right = seen.contains(ids.last() + 1)
                || (ids.last() == state.newestTradeId && state.watermark >= openTime + interval.micros());
        return left && right;
    }

    private static boolean isOutOfRange(BigDecimal number) {
        return number.precision() - number.scale() > MAX_INTEGER_DIGITS;
    }
}
