package io.candlelake.contract.table;

import java.util.List;

/**
 * A table as declared in {@code tables.json}: {@code ticks, partitioned by day(time)}.
 *
 * @param name also the name of its topic
 * @param doc what a row is
 * @param partition transforms such as {@code day(time)}; empty for an unpartitioned table
 * @param sort columns that a file's rows are ordered by, ascending
 * @param columns in order
 */
public record Table(String name, String doc, List<String> partition, List<String> sort, List<Column> columns) {}
