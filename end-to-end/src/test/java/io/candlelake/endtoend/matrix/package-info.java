/**
 * All processes of the pipeline and its catalog killed, frozen, filled and refused under load, and what must be in the tables nevertheless.
 *
 * <p>In: seeds, each a plan of faults. Out: how long each recovery took, counts of every table by hand, the audit's word, and problems, which must be none.
 */
@NullMarked
package io.candlelake.endtoend.matrix;

import org.jspecify.annotations.NullMarked;
