package io.candlelake.domain;

/** Why a revision of a candle was written: its window closed, a trade came late, or a gap was repaired. */
public enum CandleReason {
    CLOSE,
    LATE,
    REPAIR
}
