package io.candlelake.streams.candle;

import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import java.util.List;
import java.util.Optional;

/** The closed candles within the revision horizon. */
public interface ClosedCandles {
    /** Absent when no candle was emitted for the window, or when it has expired. */
    Optional<ClosedCandle> get(ProductId productId, Interval interval, long openTime);

    /** The starts of the windows that have one, from the first to the last start, in order. */
    List<Long> openTimes(ProductId productId, Interval interval, long first, long last);

    void put(ProductId productId, Interval interval, long openTime, ClosedCandle candle);

    /** Forgets the product's candles whose windows ended before the time, in microseconds since the epoch. */
    void expire(ProductId productId, long closedBefore);
}
