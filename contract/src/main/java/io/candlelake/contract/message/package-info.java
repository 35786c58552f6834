/**
 * JSON of ticks, candles and rejects: decimals as text, times in ISO 8601 with microseconds.
 *
 * <p>In: values of the domain. Out: bytes, and back.
 */
@NullMarked
package io.candlelake.contract.message;

import org.jspecify.annotations.NullMarked;
