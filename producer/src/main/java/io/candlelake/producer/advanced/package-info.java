/**
 * Coinbase Advanced Trade's WebSocket protocol: what to ask for, and what its answers mean.
 *
 * <p>In: products, frames. Out: a subscription, and what a frame means to its connection.
 */
@NullMarked
package io.candlelake.producer.advanced;

import org.jspecify.annotations.NullMarked;
