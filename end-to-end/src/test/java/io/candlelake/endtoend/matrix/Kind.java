package io.candlelake.endtoend.matrix;

import java.util.List;
import java.util.Locale;

/** One kind of trouble, and where its recovery begins. */
public enum Kind {
    /** SIGKILL of a Connect worker, at any instant. */
    WORKER_KILLED,
    /** And once more while it starts again. */
    WORKER_KILLED_TWICE,
    /** SIGKILL in the midst of a commit that the catalog never hears of. */
    KILLED_BEFORE_COMMIT,
    /** SIGKILL in the midst of a commit that reaches the catalog seconds later, when another has the partitions or is about to. */
    KILLED_COMMIT_LATE,
    /** SIGKILL when the catalog has done the commit and has not answered. */
    KILLED_AFTER_COMMIT,
    BROKER_KILLED,
    STREAMS_APP_KILLED,
    PRODUCER_KILLED,
    /** Two or three of worker, broker, streams app and producer at once. */
    SEVERAL_KILLED,
    /** All four at once. */
    ALL_KILLED,
    /** SIGSTOP of one of two workers for longer than its sessions, then SIGCONT: a zombie. */
    WORKER_FROZEN,
    /** The same, in the midst of a commit, which arrives while it is frozen. */
    FROZEN_IN_COMMIT,
    /** A second worker joins, or one of two is stopped: the tasks are dealt anew. */
    REBALANCE,
    /** Nothing more can be written to the tables' disk for some seconds. */
    DISK_FULL,
    CATALOG_REFUSES,
    CATALOG_SLOW,
    /** Commits are done and answered with an error, or not at all. */
    CATALOG_FORGETS;

    /** What is drawn from with a REST catalog; what stands here more than once comes more often. */
    static final List<Kind> REST = List.of(
            WORKER_KILLED,
            WORKER_KILLED,
            WORKER_KILLED,
            WORKER_KILLED_TWICE,
            KILLED_BEFORE_COMMIT,
            KILLED_BEFORE_COMMIT,
            KILLED_COMMIT_LATE,
            KILLED_COMMIT_LATE,
            KILLED_AFTER_COMMIT,
            KILLED_AFTER_COMMIT,
            BROKER_KILLED,
            BROKER_KILLED,
            STREAMS_APP_KILLED,
            PRODUCER_KILLED,
            SEVERAL_KILLED,
            SEVERAL_KILLED,
            ALL_KILLED,
            WORKER_FROZEN,
            FROZEN_IN_COMMIT,
            REBALANCE,
            REBALANCE,
            DISK_FULL,
            CATALOG_REFUSES,
            CATALOG_SLOW,
            CATALOG_FORGETS);

    /** SQLite refuses nothing, and loses no answer. */
    static final List<Kind> JDBC = REST.stream()
            .filter(kind -> !List.of(KILLED_COMMIT_LATE, FROZEN_IN_COMMIT, CATALOG_REFUSES, CATALOG_FORGETS)
                    .contains(kind))
            .toList();

    /** {@code disk full}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
