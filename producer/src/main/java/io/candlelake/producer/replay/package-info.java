/**
 * Recorded frames once more: files, one frame a line.
 *
 * <p>In: files, plain or gzip. Out: their frames in raw_messages, an end for each product, a summary.
 */
@NullMarked
package io.candlelake.producer.replay;

import org.jspecify.annotations.NullMarked;
