package io.candlelake.producer.gap;

import io.candlelake.contract.frame.Frame.GapReport;

/** A gap as it was opened, and how many holes are left of it. */
final class OpenGap {
    private final GapReport opening;
    private int holes;

    OpenGap(GapReport opening) {
        this.opening = opening;
    }

    GapReport opening() {
        return opening;
    }

    void addHole() {
        holes++;
    }

    /** True when none is left. */
    boolean removeHole() {
        holes--;
        return holes == 0;
    }
}
