/**
 * Coinbase Exchange's WebSocket feed: one connection, and the loop that opens the next when it is lost.
 *
 * <p>In: an address and products. Out: frames as received, connection by connection.
 */
@NullMarked
package io.candlelake.producer.exchange;

import org.jspecify.annotations.NullMarked;
