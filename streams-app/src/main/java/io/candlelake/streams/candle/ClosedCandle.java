package io.candlelake.streams.candle;

import io.candlelake.domain.CandleFold;

/**
 * A candle that was emitted, kept so that a late trade can revise it.
 *
 * @param fold its trades
 * @param revision the newest that was emitted, from 1
 */
public record ClosedCandle(CandleFold fold, int revision) {}
