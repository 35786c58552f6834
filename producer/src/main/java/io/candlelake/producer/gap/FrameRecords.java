package io.candlelake.producer.gap;

import io.candlelake.contract.frame.Frame.GapReport;

/** Where one product's records go. What is called first stands first in the partition. */
public interface FrameRecords {
    /** Writes a report. */
    void report(GapReport report);

    /** Writes the frame that is being looked at. */
    void frame();
}
