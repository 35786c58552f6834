/**
 * The runner: a topology as a process that starts only on what it needs, tells its health, outlives passing faults and ends well.
 *
 * <p>In: a topology, Kafka's settings. Out: a health port, an exit code, one line when something is broken.
 */
@NullMarked
package io.candlelake.streams.runtime;

import org.jspecify.annotations.NullMarked;
