package io.candlelake.domain;

/** What a candle's window held: trades ({@code TRADED}), provably none ({@code EMPTY}), or nobody knows ({@code GAP}). */
public enum CandleStatus {
    TRADED,
    EMPTY,
    GAP
}
