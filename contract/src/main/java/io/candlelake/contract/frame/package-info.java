/**
 * What Coinbase sends: Exchange and Advanced Trade frames.
 *
 * <p>In: the bytes of a frame. Out: its trades, each with a verdict, or its heartbeat, or what else it is.
 */
@NullMarked
package io.candlelake.contract.frame;

import org.jspecify.annotations.NullMarked;
