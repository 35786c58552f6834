/**
 * Seeded runs of the whole topology: everything that can happen to its input, its process and its clock happens by lot, and after each frame the rows are judged.
 *
 * <p>In: a seed. Out: what is wrong, which must be nothing.
 */
@NullMarked
package io.candlelake.streams.simulation;

import org.jspecify.annotations.NullMarked;
