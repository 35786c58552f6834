/**
 * A REST catalog that refuses, dawdles, forgets to say what it did, and knows when to strike.
 *
 * <p>In: requests of Iceberg's REST protocol, each by a worker's own address. Out: the catalog's answers, or what a fault makes of them.
 */
@NullMarked
package io.candlelake.endtoend.catalog;

import org.jspecify.annotations.NullMarked;
