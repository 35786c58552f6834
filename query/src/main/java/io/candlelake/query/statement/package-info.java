/**
 * One statement over JDBC and how its rows are written.
 *
 * <p>In: SQL as Athena spells it. Out: text.
 */
@NullMarked
package io.candlelake.query.statement;

import org.jspecify.annotations.NullMarked;
