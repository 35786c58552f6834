/**
 * What every way into the producer has in common: a connection, or a recorded file, that gives frames.
 *
 * <p>In: pieces of bytes. Out: whole frames, none of them larger than the one limit.
 */
@NullMarked
package io.candlelake.producer.source;

import org.jspecify.annotations.NullMarked;
