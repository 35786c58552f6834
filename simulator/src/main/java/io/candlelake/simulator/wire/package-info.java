/**
 * What Coinbase's protocols have in common: a connection with its limits, and the faults on its wire.
 *
 * <p>In: frames for a client, a client's messages. Out: bytes, whole or broken, and messages for the protocol.
 */
@NullMarked
package io.candlelake.simulator.wire;

import org.jspecify.annotations.NullMarked;
