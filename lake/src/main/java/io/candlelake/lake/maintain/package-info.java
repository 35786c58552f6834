/**
 * Keeps the tables healthy beside ingestion: few, sorted files, few manifests, no older snapshots than promised, no orphans.
 *
 * <p>In: a table, and what may be removed of it. Out: commits that change no row, and what they did.
 */
@NullMarked
package io.candlelake.lake.maintain;

import org.jspecify.annotations.NullMarked;
