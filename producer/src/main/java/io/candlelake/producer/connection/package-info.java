/**
 * What Coinbase's WebSocket feeds have in common: connections that are opened, watched, spread, rotated and replaced.
 *
 * <p>In: an address, products and a protocol. Out: frames as received, connection by connection.
 */
@NullMarked
package io.candlelake.producer.connection;

import org.jspecify.annotations.NullMarked;
