/**
 * How long the feed needs to be whole again after an outage.
 *
 * <p>In: a simulator that cuts the connection. Out: seconds, and requests over the limit.
 */
@NullMarked
package io.candlelake.benchmarks.recovery;

import org.jspecify.annotations.NullMarked;
