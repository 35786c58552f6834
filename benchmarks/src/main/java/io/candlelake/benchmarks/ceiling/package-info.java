/**
 * What any program could do at best: read the bytes, parse them, write one record each in transactions.
 *
 * <p>In: raw_messages. Out: ticks, or nothing.
 */
@NullMarked
package io.candlelake.benchmarks.ceiling;

import org.jspecify.annotations.NullMarked;
