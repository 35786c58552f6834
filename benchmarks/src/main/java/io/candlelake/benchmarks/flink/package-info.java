/**
 * The same work as the manuals of Apache Flink teach it, in Java and in SQL.
 *
 * <p>In: raw_messages. Out: ticks, candles and, in Java, rejects.
 */
@NullMarked
package io.candlelake.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
