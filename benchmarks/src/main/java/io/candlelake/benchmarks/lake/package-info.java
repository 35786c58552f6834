/**
 * The lake over time, beside its maintenance.
 *
 * <p>In: a running local stack. Out: files, snapshots, and how long a query takes, once a minute.
 */
@NullMarked
package io.candlelake.benchmarks.lake;

import org.jspecify.annotations.NullMarked;
