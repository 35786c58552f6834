package io.candlelake.streams.candle;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.domain.Candle;
import io.candlelake.domain.RejectReason;
import io.candlelake.streams.gap.GapOutput;

/** What comes of a product's events, in order. */
public interface CandleOutput extends GapOutput {
    /** A trade seen for the first time. */
    void tick(FlatTrade trade);

    /** A final candle, or a revision of one. */
    void candle(Candle candle);

    /** A candle that is still open. */
    void live(Candle candle);

    /** Something that was noticed about a trade or candle that is no part of a candle now. */
    void reject(RejectReason reason, String detail);
}
