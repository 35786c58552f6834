package io.candlelake.local.stack;

import java.util.OptionalInt;

/**
 * Ports that the user asked for by name: {@code --kafka-port 29092}. An empty one is chosen: the default when it is free, else any.
 */
public record StackPorts(OptionalInt kafka, OptionalInt connect, OptionalInt simulator) {
    /** All are chosen. */
    public static StackPorts chosen() {
        return new StackPorts(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }
}
