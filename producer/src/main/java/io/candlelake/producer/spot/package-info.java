/**
 * Spot prices, asked for once in each interval.
 *
 * <p>In: pairs, an interval, Coinbase's spot endpoint. Out: its answers as received, and a note of each interval without one.
 */
@NullMarked
package io.candlelake.producer.spot;

import org.jspecify.annotations.NullMarked;
