/**
 * The race: each contestant alone on the same topic, its candles checked before its speed counts.
 *
 * <p>In: raw_messages. Out: a table of speeds side by side.
 */
@NullMarked
package io.candlelake.benchmarks.topology;

import org.jspecify.annotations.NullMarked;
