/**
 * Coinbase Advanced Trade's WebSocket feed.
 *
 * <p>In: published trades, the exchange's time, clients' messages. Out: frames, in Coinbase's own forms.
 */
@NullMarked
package io.candlelake.simulator.advanced;

import org.jspecify.annotations.NullMarked;
