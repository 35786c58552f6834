/**
 * Coinbase's REST APIs: one client for a host, that stays within the host's limit whoever asks.
 *
 * <p>In: a path. Out: the answer's bytes as received, or why there is none.
 */
@NullMarked
package io.candlelake.producer.rest;

import org.jspecify.annotations.NullMarked;
