/**
 * Statements with a name, one file each, that Athena and the local engine both run.
 *
 * <p>In: a name and values. Out: SQL.
 */
@NullMarked
package io.candlelake.query.named;

import org.jspecify.annotations.NullMarked;
