package io.candlelake.domain;

/** What a candle's window held. */
public enum CandleStatus {
    /** Trades. */
    TRADED,
    /** Provably none: a heartbeat was heard in each of its minutes, and no trade is missing that may lie in it. */
    EMPTY,
    /** None that was seen, but nobody knows: nothing was heard, or a trade is missing that may lie in it. */
    GAP
}
