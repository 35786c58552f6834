/**
 * One port for all of it: two feeds, REST, the simulator's own interface.
 *
 * <p>In: published trades, full seconds, clients. Out: each client at its protocol.
 */
@NullMarked
package io.candlelake.simulator.server;

import org.jspecify.annotations.NullMarked;
