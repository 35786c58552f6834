package io.candlelake.domain;

/** Why a revision of a candle was written. */
public enum CandleReason {
    /** Its window closed. */
    CLOSE,
    /**
     * A trade came late; or it turned out late that trades are missing, so that what was called complete, or empty, is not
     * provably so.
     */
    LATE,
    /**
     * A gap was repaired: a trade came that was fetched or known to be missing; or without another trade the window is now
     * proven to be complete, or empty, for a gap in it or beside it has closed.
     */
    REPAIR,
    /** Its window is open: only in {@code candles_live}, with revision 0, and never in the table. */
    OPEN
}
