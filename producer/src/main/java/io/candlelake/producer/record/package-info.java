/**
 * A live session as a file that can be replayed.
 *
 * <p>In: frames, pages, answers and notes, in the order in which they are written to raw_messages. Out: a line of a file for
 * each; and, for the replay, what such a line is.
 */
@NullMarked
package io.candlelake.producer.record;

import org.jspecify.annotations.NullMarked;
