/**
 * Topics to tables: Apache's Iceberg sink in a Connect worker, its holes closed around it.
 *
 * <p>In: the broker's address, the catalog's properties, the contract's tables. Out: a worker's configuration, running
 * connectors, and how far behind they are.
 */
@NullMarked
package io.candlelake.connect;

import org.jspecify.annotations.NullMarked;
