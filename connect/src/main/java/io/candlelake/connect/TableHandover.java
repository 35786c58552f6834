package io.candlelake.connect;

/** What a change of its sink means for a table, so that no record comes twice and none is left out. */
public interface TableHandover {
    /** How a handover went. */
    enum State {
        /** The other sink may begin. */
        DONE,
        /** Something of the old sink is still going on in the broker: to be tried again. */
        WAIT,
        /** The old sink has work left, which it must finish first: to be started once more. */
        DRAIN
    }

    /**
     * How far a handover got.
     *
     * @param line what was done, empty when nothing was to do; or what is in the way
     */
    record Step(State state, String line) {}

    /** Whether the last rows of the sink's table are of another kind than this. */
    boolean isNeeded(Sink sink, SinkKind to);

    /**
     * Makes the table one that this kind can go on with. The old sink must be stopped. Doing it again changes nothing.
     *
     * @throws IllegalStateException when that cannot be: one line
     */
    Step handOver(Sink sink, SinkKind to);
}
