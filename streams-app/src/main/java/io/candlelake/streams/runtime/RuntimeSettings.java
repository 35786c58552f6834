package io.candlelake.streams.runtime;

import java.time.Duration;

/**
 * How the process runs: {@code port 8080, 25 s for Kafka to appear, 8 s to stop}.
 *
 * @param healthPort where health and metrics answer; 0: nowhere
 * @param patience how long Kafka may be absent at the start
 * @param stopTimeout from SIGTERM to the end
 * @param leavesGroup whether its partitions go to the other instances at once when it stops, instead of waiting for it to come back
 */
public record RuntimeSettings(int healthPort, Duration patience, Duration stopTimeout, boolean leavesGroup) {}
