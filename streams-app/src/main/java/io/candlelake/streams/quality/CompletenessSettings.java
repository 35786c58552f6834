package io.candlelake.streams.quality;

/**
 * Which minutes are told, as they stand when they close; a repair that comes later is told by the candle's revision.
 *
 * @param gapMinutes so many in a row with status GAP; default 1
 * @param incompleteMinutes so many in a row with trades that are not proven to be all; default 2, which is what a hole at the
 *     boundary of two makes
 * @param missingTrades a minute that lacks more trades than this; default 0
 */
public record CompletenessSettings(long gapMinutes, long incompleteMinutes, long missingTrades) {
    /** Every minute that is absent or lacks a trade. */
    public static final CompletenessSettings DEFAULT = new CompletenessSettings(1, 2, 0);

    static CompletenessSettings parse(Environment read) {
        return new CompletenessSettings(
                read.limit("GAP_MINUTES", DEFAULT.gapMinutes, 1, 10_080),
                read.limit("INCOMPLETE_MINUTES", DEFAULT.incompleteMinutes, 1, 10_080),
                read.limit("MISSING_TRADES", DEFAULT.missingTrades, 0, 1_000_000_000));
    }
}
