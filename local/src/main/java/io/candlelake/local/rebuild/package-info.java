/**
 * {@code ./candlelake rebuild}: a day's ticks and candles made again from raw_messages, and held against the tables.
 *
 * <p>In: the table of frames. Out: what differs; where asked, the day's rows in the place of the old ones.
 */
@NullMarked
package io.candlelake.local.rebuild;

import org.jspecify.annotations.NullMarked;
