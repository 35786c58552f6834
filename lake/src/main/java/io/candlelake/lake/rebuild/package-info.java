/**
 * A day of a table in the place of what it held: in one commit, or not at all.
 *
 * <p>In: rows. Out: data files and a snapshot.
 */
@NullMarked
package io.candlelake.lake.rebuild;

import org.jspecify.annotations.NullMarked;
