package io.candlelake.streams.topology;

/**
 * When to commit: what has caught up every 100 ms, for its readers wait for the transaction's end; what has a backlog less often,
 * when Streams itself does, for each commit waits for the broker.
 *
 * <p>A commit is of all tasks of a thread, so they share its pace.
 */
final class CommitPace {
    static final long PAUSE_MILLIS = 100;
    private final ThreadLocal<Long> asked = ThreadLocal.withInitial(() -> Long.MIN_VALUE / 2);

    /** Whether the thread is to ask for a commit now, and then it has. */
    boolean isDue(long nowMillis) {
        if (nowMillis - asked.get() < PAUSE_MILLIS) {
            return false;
        }
        asked.set(nowMillis);
        return true;
    }
}
