package io.candlelake.streams.candle;

import io.candlelake.domain.CandleFold;

/**
 * A candle that was emitted, kept so that what comes late can revise it.
 *
 * @param fold its trades
 * @param observed how many of its minutes were heard, as {@link Window#observed}
 * @param lacking as {@link Window#lacking}
 * @param evidence what the newest revision said
 * @param revision the newest that was emitted, from 1
 */
public record ClosedCandle(CandleFold fold, int observed, boolean lacking, Evidence evidence, int revision) {}
