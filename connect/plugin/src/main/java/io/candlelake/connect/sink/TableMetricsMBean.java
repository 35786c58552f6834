package io.candlelake.connect.sink;

/** The attributes that JMX shows; each counts since the task's start, or is of now. */
public interface TableMetricsMBean {
    /** Rows written into files, committed or not. */
    long getRows();

    /** Records that could not be rows. */
    long getUnwritableRecords();

    /** Snapshots made. */
    long getCommits();

    /** Rows in them. */
    long getCommittedRows();

    /** Bytes of their files. */
    long getCommittedBytes();

    /** Their files. */
    long getCommittedFiles();

    /** Commits that the catalog refused, to be tried again. */
    long getConflicts();

    /** Commits of which the catalog did not say what became of them. */
    long getUnknownOutcomes();

    /** Batches that were refused, for another task had written their partitions. */
    long getFenced();

    /** How long the last commit took. */
    long getLastCommitMillis();

    /** When, milliseconds since 1970; 0 before the first. */
    long getLastCommitTime();

    /** From the last commit's oldest record, by its time in Kafka, until its row could be read. */
    long getFreshnessMillis();

    /** Files that are being written. */
    int getOpenFiles();
}
