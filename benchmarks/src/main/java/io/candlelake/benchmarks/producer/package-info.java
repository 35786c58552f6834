/**
 * How late a trade is in Kafka, and how many a second the producer carries.
 *
 * <p>In: trades of the simulator. Out: a table of latencies and rates.
 */
@NullMarked
package io.candlelake.benchmarks.producer;

import org.jspecify.annotations.NullMarked;
