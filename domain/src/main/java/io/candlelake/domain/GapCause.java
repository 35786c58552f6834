package io.candlelake.domain;

/** What showed that trades are missing. */
public enum GapCause {
    /** A trade's id was not the one after the newest: messages between them were dropped, or come late. */
    SKIPPED,
    /** A heartbeat named a newer trade than was received. */
    HEARTBEAT,
    /** The connection was lost, and trades went on meanwhile. */
    RECONNECT,
    /** The producer was not running, and trades went on meanwhile. */
    DOWNTIME,
    /** As {@link #DOWNTIME}, but more trades than the backfill's bound: the older ones are not asked for. */
    BACKFILL_CUT
}
