/**
 * Coinbase Exchange's protocols on one port: its WebSocket feed and its REST API.
 *
 * <p>In: published trades, full seconds, clients' requests. Out: frames and responses, in Coinbase's own forms.
 */
@NullMarked
package io.candlelake.simulator.wire;

import org.jspecify.annotations.NullMarked;
