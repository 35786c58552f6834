/**
 * How results are shown.
 *
 * <p>In: numbers. Out: one aligned table, and lines of progress.
 */
@NullMarked
package io.candlelake.benchmarks.report;

import org.jspecify.annotations.NullMarked;
