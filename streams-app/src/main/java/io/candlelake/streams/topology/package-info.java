/**
 * The wiring: one pass from a raw frame to everything that follows from it.
 *
 * <p>In: records of raw_messages. Out: records of ticks, candles, candles_live, rejects, gaps, spot_prices and alerts.
 */
@NullMarked
package io.candlelake.streams.topology;

import org.jspecify.annotations.NullMarked;
