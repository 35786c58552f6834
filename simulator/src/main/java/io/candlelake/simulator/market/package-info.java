/**
 * The market model.
 *
 * <p>In: a seed, the products and the time. Out: the trades that happen until then.
 */
@NullMarked
package io.candlelake.simulator.market;

import org.jspecify.annotations.NullMarked;
