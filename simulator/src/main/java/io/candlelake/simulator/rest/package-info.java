/**
 * Coinbase Exchange's REST API, and the spot prices of Coinbase's other one.
 *
 * <p>In: requests, the ledger. Out: answers in Coinbase's own forms, or what stands in their place.
 */
@NullMarked
package io.candlelake.simulator.rest;

import org.jspecify.annotations.NullMarked;
