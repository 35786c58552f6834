/**
 * The benchmarks' command line: each command prints one table.
 *
 * <p>In: what is asked for. Out: numbers, measured beside those of others in the same run.
 */
@NullMarked
package io.candlelake.benchmarks;

import org.jspecify.annotations.NullMarked;
