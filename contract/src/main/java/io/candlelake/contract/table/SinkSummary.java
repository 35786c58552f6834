package io.candlelake.contract.table;

/** What our sink writes into the summary of its snapshots, by which others know how far a table is. */
public final class SinkSummary {
    /**
     * Up to which offsets the table holds its topics: {@code {"ticks":{"0":1200,"1":1187}}}, the next to come. Also a property of
     * the table, for when the snapshots that said it have expired.
     */
    public static final String OFFSETS = "candlelake.offsets";

    /** How long the commit before took, milliseconds, which it could not say itself: {@code 38}; 0 for a task's first. */
    public static final String LAST_COMMIT_MILLIS = "candlelake.last-commit-ms";

    private SinkSummary() {}
}
