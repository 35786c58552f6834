package io.candlelake.contract.table;

/**
 * A column as declared in {@code tables.json}: {@code price decimal(38,18), required}.
 *
 * @param name as in the JSON messages
 * @param type string, long, int, boolean, uuid, binary, timestamptz (microseconds) or decimal(38,18)
 * @param required false where it may be null
 * @param doc what it holds; becomes the column's comment
 */
public record Column(String name, String type, boolean required, String doc) {}
