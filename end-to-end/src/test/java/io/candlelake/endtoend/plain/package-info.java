/**
 * Tables counted by hand: the catalog's row, JSON, Avro and Parquet, without Iceberg's library and without anything of ours.
 *
 * <p>In: a catalog's file, the topics. Out: for each table how many rows are lost, twice, or of no record, and which.
 */
@NullMarked
package io.candlelake.endtoend.plain;

import org.jspecify.annotations.NullMarked;
