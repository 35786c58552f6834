/**
 * Changes to tables that no part of the pipeline makes.
 *
 * <p>In: which row. Out: a commit.
 */
@NullMarked
package io.candlelake.endtoend.tamper;

import org.jspecify.annotations.NullMarked;
