/**
 * How the streams app grows: with threads, trades and products.
 *
 * <p>In: loads of several sizes. Out: a table of speed, heap, state and restore time.
 */
@NullMarked
package io.candlelake.benchmarks.scaling;

import org.jspecify.annotations.NullMarked;
