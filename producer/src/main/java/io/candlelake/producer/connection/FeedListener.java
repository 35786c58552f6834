package io.candlelake.producer.connection;

/** Hears what becomes of a feed's connections. Called from several threads; must be quick, and must not throw. */
public interface FeedListener {
    /** Hears nothing. */
    FeedListener NONE = new FeedListener() {};

    /** A connection is being tried. */
    default void attempted() {}

    /** A connection is open, its subscription on its way. */
    default void opened() {}

    /** Coinbase has acknowledged everything that a connection asked for. */
    default void subscribed() {}

    /** A connection ended unasked, or could not be opened: {@code "no heartbeat for 5 s"}. */
    default void lost(String reason) {}

    /** A frame came, and its sink has taken it. */
    default void frame(long bytes) {}

    /** A connection has taken the place of an older one, which was closed. */
    default void rotated() {}
}
