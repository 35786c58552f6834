/**
 * The simulator's own interface, which no Coinbase has: faults on demand, the market's end, counts.
 *
 * <p>In: requests of a test. Out: orders to the simulator, its state as JSON.
 */
@NullMarked
package io.candlelake.simulator.control;

import org.jspecify.annotations.NullMarked;
