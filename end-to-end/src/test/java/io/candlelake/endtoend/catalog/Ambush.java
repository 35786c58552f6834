package io.candlelake.endtoend.catalog;

import java.time.Duration;

/** Waits for a worker's next commit, and does something in the midst of it. */
public interface Ambush {
    /**
     * Strikes in the worker's next commit, and returns when it has.
     *
     * @param worker whose commit, where that can be told
     * @param lateBy of {@link Moment#LATE}: how long after the strike the commit arrives
     * @return false when there is no commit within the patience
     */
    boolean strike(int worker, Moment moment, Duration lateBy, Duration patience, Runnable strike)
            throws InterruptedException;
}
