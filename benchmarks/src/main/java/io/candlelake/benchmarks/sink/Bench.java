package io.candlelake.benchmarks.sink;

import io.candlelake.benchmarks.process.Broker;
import io.candlelake.benchmarks.process.Workspace;
import java.time.Duration;

/**
 * What all measurements share.
 *
 * @param workspace of folders and processes
 * @param broker that all use, one after the other
 * @param heapMegabytes most that a worker's heap gets, the same for both sinks
 * @param limit longest that one measurement may wait for rows
 * @param seed of ticks and of the instants of kills
 */
record Bench(Workspace workspace, Broker broker, int heapMegabytes, Duration limit, long seed) {}
