/**
 * The sink that commits its offsets with its data: a plugin of Kafka Connect.
 *
 * <p>In: records of topics. Out: rows of Iceberg tables; each snapshot says which records it holds.
 */
@NullMarked
package io.candlelake.connect.sink;

import org.jspecify.annotations.NullMarked;
