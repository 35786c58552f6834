/**
 * Recorded frames through the whole topology, against a plain calculation, and against Coinbase's own candles.
 *
 * <p>In: files of frames. Out: nothing that differs.
 */
@NullMarked
package io.candlelake.streams.recorded;

import org.jspecify.annotations.NullMarked;
