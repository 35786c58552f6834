/**
 * A row in one form, whether it stands in a topic or in a table.
 *
 * <p>In: Kafka records, Iceberg's files. Out: rows, and order-independent sums of them.
 */
@NullMarked
package io.candlelake.lake.row;

import org.jspecify.annotations.NullMarked;
