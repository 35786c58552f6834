/**
 * The same work as the manuals of Kafka Streams teach it.
 *
 * <p>In: raw_messages. Out: ticks, candles and rejects.
 */
@NullMarked
package io.candlelake.benchmarks.textbook;

import org.jspecify.annotations.NullMarked;
