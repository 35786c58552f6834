package io.candlelake.streams.candle;

/**
 * Where a product's time stands; every part {@link ProductState#NONE} while there is none.
 *
 * @param watermark event time of the newest trade or heartbeat
 * @param sessionStart event time of the session's first event
 * @param newestTradeId the largest id known to exist
 * @param newestNamedAt by when it was known
 * @param sweptTo windows that ended by then were closed by the product's own time
 * @param clockSweptTo windows that ended by then were closed by the clock
 * @param expiredBefore end of the newest window whose candle is forgotten
 * @param heardAt when the newest live frame was received
 */
public record ProductClock(
        long watermark,
        long sessionStart,
        long newestTradeId,
        long newestNamedAt,
        long sweptTo,
        long clockSweptTo,
        long expiredBefore,
        long heardAt) {}
