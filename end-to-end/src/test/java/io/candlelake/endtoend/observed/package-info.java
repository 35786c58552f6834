/**
 * What did come out, read from the tables' files by Iceberg's own reader.
 *
 * <p>In: a data directory. Out: rows.
 */
@NullMarked
package io.candlelake.endtoend.observed;

import org.jspecify.annotations.NullMarked;
