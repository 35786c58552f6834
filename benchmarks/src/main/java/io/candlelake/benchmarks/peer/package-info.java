/**
 * What a trade and a candle are to the peers: plain objects that their mappers and serializers take.
 *
 * <p>In: frames. Out: the JSON that peers write to ticks, candles and rejects.
 */
@NullMarked
package io.candlelake.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
