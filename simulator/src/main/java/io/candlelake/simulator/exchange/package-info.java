/**
 * Coinbase Exchange's WebSocket feed.
 *
 * <p>In: published trades, full seconds, clients' messages. Out: frames, in Coinbase's own forms.
 */
@NullMarked
package io.candlelake.simulator.exchange;

import org.jspecify.annotations.NullMarked;
