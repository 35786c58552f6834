package io.candlelake.producer.gap;

import io.candlelake.contract.frame.Frame.GapReport;

/** Where one product's records go. What is called first stands first in the partition. */
public interface FrameRecords {
    /** Writes a report. */
    void report(GapReport report);

    /** The frame that follows is the first of the product, and says that this trade was before it: nothing is wanted up to there. */
    default void beginsAfter(long tradeId) {}

    /** Writes the frame that is being looked at. */
    void frame();
}
