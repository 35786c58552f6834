package io.candlelake.contract.table;

/** What sinks write into the summary of their snapshots, by which others know how far a table is. */
public final class SinkSummary {
    /**
     * Up to which offsets the table holds its topics: {@code {"ticks":{"0":1200,"1":1187}}}, the next to come. Also a property of
     * the table, for when the snapshots that said it have expired.
     */
    public static final String OFFSETS = "candlelake.offsets";

    /** Beside {@link #OFFSETS}: the identity of the commit, by which one of unknown outcome is found again. */
    public static final String COMMIT = "candlelake.commit-id";

    /** A property beside {@link #OFFSETS}: the sequence number of the snapshot that said them, at least. */
    public static final String SEQUENCE = "candlelake.sequence-number";

    /** How long the commit before took, milliseconds, which it could not say itself: {@code 38}; 0 for a task's first. */
    public static final String LAST_COMMIT_MILLIS = "candlelake.last-commit-ms";

    /**
     * In the place of {@link #OFFSETS}, in the form of it: here our sink gave the table away to another one, which begins at these
     * offsets. Nothing of ours is added from then on.
     */
    public static final String HANDED_OVER = "candlelake.handed-over";

    /** What a key of Apache's sink begins with, in each of its snapshots: how far it has read its control topic. */
    public static final String APACHES_OFFSETS = "kafka.connect.offsets.";

    private SinkSummary() {}

    /** Whether a key says how far a sink is, ours or Apache's. */
    public static boolean isPlace(String key) {
        return key.equals(OFFSETS) || isForeign(key);
    }

    /** Whether a key says that another sink than ours writes from here on. */
    public static boolean isForeign(String key) {
        return key.equals(HANDED_OVER) || key.startsWith(APACHES_OFFSETS);
    }
}
