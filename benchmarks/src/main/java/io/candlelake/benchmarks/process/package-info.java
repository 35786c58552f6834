/**
 * Processes that a benchmark starts, watches and ends: forked JVMs, each on the class path of its module.
 *
 * <p>In: a class to run. Out: its CPU time and memory, and nothing left behind.
 */
@NullMarked
package io.candlelake.benchmarks.process;

import org.jspecify.annotations.NullMarked;
