package io.candlelake.streams.candle;

import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleFold;
import io.candlelake.domain.CandleReason;
import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** From a window's trades and what is known of it to the candle. */
public final class CandleMaker {
    /** Columns are decimal(38,18). */
    private static final int MAX_INTEGER_DIGITS = 20;

    private final Supplier<Timestamp> now;
    private final CandleOutput output;

    /** The clock gives {@code emitted_at}, and nothing else. */
    public CandleMaker(Supplier<Timestamp> now, CandleOutput output) {
        this.now = now;
        this.output = output;
    }

    /** A final candle, or a revision of one. */
    void closed(ProductId product, Interval interval, long openTime, ClosedCandle closed, CandleReason reason) {
        make(product, interval, openTime, closed, reason, output::candle);
    }

    /** A candle that is still open. */
    void live(ProductId product, Interval interval, long openTime, CandleFold fold, Evidence evidence) {
        make(
                product,
                interval,
                openTime,
                new ClosedCandle(fold, 0, false, evidence, 0),
                CandleReason.OPEN,
                output::live);
    }

    private void make(
            ProductId product,
            Interval interval,
            long openTime,
            ClosedCandle closed,
            CandleReason reason,
            Consumer<Candle> taker) {
        CandleFold fold = closed.fold();
        BigDecimal volume = fold.volume();
        BigDecimal notional = fold.notional().scale() > CandleFold.SCALE
                ? fold.notional().setScale(CandleFold.SCALE, RoundingMode.HALF_EVEN)
                : fold.notional();
        if (isOutOfRange(volume) || isOutOfRange(notional)) {
            output.reject(
                    RejectReason.CANDLE_OUT_OF_RANGE,
                    interval.label() + " candle of " + new Timestamp(openTime) + ", revision " + closed.revision()
                            + ": its volume or notional has over 20 digits before the point");
            return;
        }
        CandleFold.Totals totals = fold.totals();
        taker.accept(new Candle(
                product,
                interval,
                new Timestamp(openTime),
                fold.prices(),
                volume,
                notional,
                totals.buyVolume(),
                totals.sellVolume(),
                totals.tradeCount(),
                totals.tradeCount() == 0 ? Optional.empty() : Optional.of(fold.tradeIds()),
                closed.evidence().missing(),
                closed.evidence().complete(),
                closed.evidence().status(),
                closed.revision(),
                reason,
                now.get()));
    }

    private static boolean isOutOfRange(BigDecimal number) {
        return number.precision() - number.scale() > MAX_INTEGER_DIGITS;
    }
}
