/**
 * Athena's SQL on the local tables.
 *
 * <p>In: a statement. Out: its rows as a table, CSV or JSON.
 */
@NullMarked
package io.candlelake.query;

import org.jspecify.annotations.NullMarked;
