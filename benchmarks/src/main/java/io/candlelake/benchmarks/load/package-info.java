/**
 * Messages made up by a seed, and what must come of them.
 *
 * <p>In: a seed and how many. Out: frames in raw_messages, and the candles that an independent calculation gives.
 */
@NullMarked
package io.candlelake.benchmarks.load;

import org.jspecify.annotations.NullMarked;
