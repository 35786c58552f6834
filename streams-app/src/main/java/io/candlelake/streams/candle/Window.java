package io.candlelake.streams.candle;

import io.candlelake.domain.CandleFold;
import io.candlelake.domain.Interval;

/**
 * A window that is not final: its trades so far, and how many of its minutes were provably heard without one. Mutable.
 *
 * <p>A minute is heard when a heartbeat of its product lies in it and the product was followed from its start to its end.
 */
public final class Window {
    private final CandleFold fold;
    private int observed;
    private boolean lacking;

    /** Whether one of its trades was fetched, or known to be missing. Not stored: it counts only where the frame ends it. */
    boolean isRepair;

    /** Nothing yet. */
    public Window() {
        this(new CandleFold(), 0, false);
    }

    /** As it was stored. */
    public Window(CandleFold fold, int observed, boolean lacking) {
        this.fold = fold;
        this.observed = observed;
        this.lacking = lacking;
    }

    /** Its trades. */
    public CandleFold fold() {
        return fold;
    }

    /** How many of its minutes were heard. */
    public int observed() {
        return observed;
    }

    /** Whether a trade of its time came too late to be one of its trades: it is never complete. */
    public boolean lacking() {
        return lacking;
    }

    void lack() {
        lacking = true;
    }

    void observe(int minutes) {
        observed += minutes;
    }

    /** {@code 29723118}: the number of the window that starts then; windows are aligned to the epoch. */
    static long number(Interval interval, long openTime) {
        return Math.floorDiv(openTime, interval.micros());
    }
}
