/**
 * The tables, each declared once in tables.json.
 *
 * <p>In: tables.json. Out: columns, partitioning and order for whoever creates or reads a table.
 */
@NullMarked
package io.candlelake.contract.table;

import org.jspecify.annotations.NullMarked;
