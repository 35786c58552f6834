package io.candlelake.producer.connection;

import java.time.Duration;

/**
 * How long a connection is given.
 *
 * @param opening to be open: TCP, TLS and the upgrade
 * @param acknowledgement to acknowledge the subscription
 * @param silence without a heartbeat, after which it counts as dead; heartbeats come every second
 * @param overlap how long the old one is still heard, in a rotation, when the new one is acknowledged: what the exchange
 *     sent to the old one only is then here
 * @param steady a connection that lived so long was a good one: the next failure is the first again
 * @param backoff between attempts
 */
record Timing(
        Duration opening,
        Duration acknowledgement,
        Duration silence,
        Duration overlap,
        Duration steady,
        Backoff backoff) {
    static final Timing STANDARD = new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10)));
}
