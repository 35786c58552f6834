/**
 * What must come of a product's frames, by a plain calculation that shares no class with the topology.
 *
 * <p>In: what was told of a product, frame by frame, and the rows that came of it. Out: what is wrong with them.
 */
@NullMarked
package io.candlelake.streams.expected;

import org.jspecify.annotations.NullMarked;
