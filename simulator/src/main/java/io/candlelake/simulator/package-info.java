/**
 * A Coinbase on localhost: the market, its ledger and its wire, put together and driven by the clock.
 *
 * <p>In: settings. Out: a port that answers like Coinbase Exchange, and a ledger of what is true.
 */
@NullMarked
package io.candlelake.simulator;

import org.jspecify.annotations.NullMarked;
