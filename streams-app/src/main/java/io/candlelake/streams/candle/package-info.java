/**
 * What is true of a candle: deduplication, folding, closing, revising. No Kafka.
 *
 * <p>In: trades, heartbeats and ends of replays of one product. Out: ticks, candles, late trades.
 */
@NullMarked
package io.candlelake.streams.candle;

import org.jspecify.annotations.NullMarked;
