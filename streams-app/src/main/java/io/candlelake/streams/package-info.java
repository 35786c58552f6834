/**
 * The streams app as a process: raw_messages in, ticks, candles and rejects out, exactly once.
 *
 * <p>In: the environment. Out: a running topology, a health endpoint, an exit code.
 */
@NullMarked
package io.candlelake.streams;

import org.jspecify.annotations.NullMarked;
