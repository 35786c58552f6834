/**
 * The command {@code replay}: recorded frames through the whole stack, until they are in the tables.
 *
 * <p>In: files of frames, and a stack of the replayed lake, which is started where none runs. Out: records in raw_messages,
 * and a summary of what became of them.
 */
@NullMarked
package io.candlelake.local.replay;

import org.jspecify.annotations.NullMarked;
