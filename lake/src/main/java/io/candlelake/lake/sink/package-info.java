/**
 * Which sink fills a table, and what happens to the table when another one takes its place.
 *
 * <p>In: a table, a broker's groups and control topics. Out: who wrote last and how far; a commit that hands the table over.
 */
@NullMarked
package io.candlelake.lake.sink;

import org.jspecify.annotations.NullMarked;
