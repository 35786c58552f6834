package io.candlelake.local.stack;

/** {@code FreePort.require("SQL server", 8483)}. */
public final class FreePort {
    private FreePort() {}

    /** Throws {@link StackException} when the port is taken: who wanted it, and who has it. */
    public static void require(String who, int port) {
        if (!Ports.isFree(port)) {
            throw taken(
                    who, port, PortOwner.of(port).map(owner -> " by " + owner).orElse(""));
        }
    }

    static StackException taken(String who, int port, String byWhom) {
        return new StackException("port " + port + " for the " + who + " is taken" + byWhom
                + ": name another one, or none and a free one is chosen");
    }
}
