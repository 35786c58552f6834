package io.candlelake.streams.candle;

import io.candlelake.domain.Interval;

/**
 * When a candle is final, and for how long it can be revised.
 *
 * @param graceMicros how far a product's watermark must pass a window's end before its candle is final; default 2 s, what
 *     an Advanced Trade batch (250 ms) and a reconnect need
 * @param horizonMicros how long a closed candle is kept for revision, behind its product's watermark; default 2 days
 * @param silenceMicros how long nothing may be heard of a product before its windows close by the clock; default 60 s
 * @param longestSilenceMicros how much silence is filled with rows; a longer one is a product that is gone, or another
 *     recording; default 7 days
 */
public record CandleSettings(long graceMicros, long horizonMicros, long silenceMicros, long longestSilenceMicros) {
    /** 2 s of grace, 2 days of revision, 60 s of silence, 7 days of it at most. */
    public static final CandleSettings DEFAULT = new CandleSettings(
            2_000_000L, 2 * Interval.ONE_DAY.micros(), Interval.ONE_MINUTE.micros(), 7 * Interval.ONE_DAY.micros());
}
