/**
 * The producer under a simulated Coinbase: how late a trade is in Kafka, how many a second it carries, how soon it is whole again
 * after an outage.
 *
 * <p>In: trades of the simulator. Out: a table of latencies and rates, or of seconds.
 */
@NullMarked
package io.candlelake.benchmarks.feed;

import org.jspecify.annotations.NullMarked;
