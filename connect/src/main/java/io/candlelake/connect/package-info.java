/**
 * Topics to tables: our sink in a Connect worker, or Apache's with its holes closed around it, and the change between the two.
 *
 * <p>In: the broker's address, the catalog's properties, the contract's tables. Out: a worker's configuration, running
 * connectors, and how far behind they are.
 */
@NullMarked
package io.candlelake.connect;

import org.jspecify.annotations.NullMarked;
