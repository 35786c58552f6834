package io.candlelake.producer.connection;

import java.util.function.LongSupplier;

/**
 * How fast one process may connect and speak, over all connections that share this object.
 *
 * <p>What a subscription will say is counted before its connection is tried: once open, it must not wait to be sent. An
 * attempt counts twice: Java's client, cut off before it has an answer, tries once more of its own accord, and cannot be told
 * not to.
 */
public final class Limits {
    private static final int CONNECTIONS_EACH = 2;

    private final Pace connections;
    private final Pace messages;
    private final int messagesEach;

    private Limits(Pace connections, Pace messages, int messagesEach) {
        this.connections = connections;
        this.messages = messages;
        this.messagesEach = messagesEach;
    }

    /**
     * {@code Limits.of(4, 10, 50, 50, 1)}: in no second more than 14 connections, however they end, nor more than 100 messages.
     *
     * @param messagesEach what a connection says when it is opened
     */
    public static Limits of(
            int connectionsPerSecond, int connectionBurst, int messagesPerSecond, int messageBurst, int messagesEach) {
        return of(
                connectionsPerSecond, connectionBurst, messagesPerSecond, messageBurst, messagesEach, System::nanoTime);
    }

    static Limits of(
            int connectionsPerSecond,
            int connectionBurst,
            int messagesPerSecond,
            int messageBurst,
            int messagesEach,
            LongSupplier nanos) {
        return new Limits(
                new Pace(connectionsPerSecond, connectionBurst, nanos),
                new Pace(messagesPerSecond, messageBurst, nanos),
                messagesEach);
    }

    /** True when a connection may be tried now; it counts as tried then. */
    synchronized boolean tryConnect() {
        if (!connections.has(CONNECTIONS_EACH) || !messages.has(messagesEach)) {
            return false;
        }
        connections.take(CONNECTIONS_EACH);
        messages.take(messagesEach);
        return true;
    }
}
