/**
 * The truth: every trade that was published, on disk for ever and in memory for a while.
 *
 * <p>In: trades before they are sent, and the ledger of an earlier run. Out: recent trades by id, the last of each product.
 */
@NullMarked
package io.candlelake.simulator.ledger;

import org.jspecify.annotations.NullMarked;
