package io.candlelake.streams.candle;

/**
 * When a candle is final, and for how long it can be revised.
 *
 * @param graceMicros how far a product's watermark must pass a window's end before its candle is final; default 2 s, what
 *     an Advanced Trade batch (250 ms) and a reconnect need
 * @param horizonMicros how long a closed candle is kept for revision, behind its product's watermark; default 2 days
 */
public record CandleSettings(long graceMicros, long horizonMicros) {
    /** 2 s of grace, 2 days of revision. */
    public static final CandleSettings DEFAULT = new CandleSettings(2_000_000L, 2 * 86_400_000_000L);
}
