/**
 * The Iceberg tables: create, inspect.
 *
 * <p>In: where the catalog and the warehouse are, the contract's table definitions. Out: tables, and what stands in them.
 */
@NullMarked
package io.candlelake.lake;

import org.jspecify.annotations.NullMarked;
