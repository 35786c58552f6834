/**
 * The proof: raw_messages, ticks and candles, topics and tables, held against each other.
 *
 * <p>In: topics, tables, what was proved before. Out: a report that names each row that is missing, doubled or altered.
 */
@NullMarked
package io.candlelake.lake.audit;

import org.jspecify.annotations.NullMarked;
