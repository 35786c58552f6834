/**
 * Both sinks on the same topic and table: speed, freshness, and how soon rows come again after a kill.
 *
 * <p>In: ticks. Out: a table of both side by side, each row of theirs checked before.
 */
@NullMarked
package io.candlelake.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
