/**
 * What goes wrong, and when: by chance, from a seed, or on demand.
 *
 * <p>In: rates, a seed, orders. Out: the fault of a frame, a second, a request; a ledger of those that happened.
 */
@NullMarked
package io.candlelake.simulator.fault;

import org.jspecify.annotations.NullMarked;
