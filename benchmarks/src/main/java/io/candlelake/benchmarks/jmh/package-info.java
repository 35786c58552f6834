/**
 * What takes nanoseconds: a frame parsed, a trade folded, an id remembered, a message encoded.
 *
 * <p>In: frames of a load. Out: nanoseconds an operation.
 */
@NullMarked
package io.candlelake.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
