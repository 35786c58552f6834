package io.candlelake.producer.connection;

/**
 * What a frame means to its connection: {@code HEARTBEAT}, or {@code REFUSED, "NOPE-USD is not a valid product"}.
 *
 * @param kind what it is
 * @param detail one line for a person; empty where nothing is wrong
 */
public record Signal(Kind kind, String detail) {
    public static final Signal DATA = new Signal(Kind.DATA, "");
    public static final Signal HEARTBEAT = new Signal(Kind.HEARTBEAT, "");
    public static final Signal ACKNOWLEDGED = new Signal(Kind.ACKNOWLEDGED, "");

    /** The kinds. */
    public enum Kind {
        /** Nothing to the connection, whatever it is to others. */
        DATA,
        /** The other side is alive. */
        HEARTBEAT,
        /** Everything that was asked for is given. */
        ACKNOWLEDGED,
        /** A product is not given: to ask again would not help. */
        REFUSED,
        /** Something else is wrong: the next connection may do better. */
        ERROR
    }

    /** {@code refused("Coinbase does not give matches of NOPE-USD")}. */
    public static Signal refused(String detail) {
        return new Signal(Kind.REFUSED, detail);
    }

    /** {@code error("rate limit exceeded")}. */
    public static Signal error(String detail) {
        return new Signal(Kind.ERROR, detail);
    }
}
