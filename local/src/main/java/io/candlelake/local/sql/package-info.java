/**
 * The command {@code sql}.
 *
 * <p>In: a statement and a lake's name. Out: rows on standard output.
 */
@NullMarked
package io.candlelake.local.sql;

import org.jspecify.annotations.NullMarked;
