/**
 * What must come out, computed from recorded frames or the simulator's ledger with plain decimals and no class of the product.
 *
 * <p>In: recordings, ledgers. Out: trades, candles.
 */
@NullMarked
package io.candlelake.endtoend.expected;

import org.jspecify.annotations.NullMarked;
