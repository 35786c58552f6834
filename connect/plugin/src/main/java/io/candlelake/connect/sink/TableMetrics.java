package io.candlelake.connect.sink;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What JMX shows of one table in one task: {@code candlelake.connect:type=lake-sink,connector=ticks,task=0,table=ticks}. Written by the
 * task's thread, read by others.
 */
public final class TableMetrics implements TableMetricsMBean, AutoCloseable {
    private final ObjectName name;
    private volatile long rows;
    private volatile long unwritable;
    private volatile long commits;
    private volatile long committedRows;
    private volatile long committedBytes;
    private volatile long files;
    private volatile long conflicts;
    private volatile long unknown;
    private volatile long fenced;
    private volatile long lastCommitMillis;
    private volatile long lastCommitTime;
    private volatile long freshnessMillis;
    private volatile int openFiles;

    private TableMetrics(ObjectName name) {
        this.name = name;
    }

    /** Registers; one that is there, of an earlier start of the task, is replaced. */
    static TableMetrics register(String connector, int task, String table) {
        try {
            ObjectName name = new ObjectName("candlelake.connect:type=lake-sink,connector="
                    + ObjectName.quote(connector) + ",task=" + task + ",table=" + ObjectName.quote(table));
            TableMetrics metrics = new TableMetrics(name);
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(metrics, name);
            return metrics;
        } catch (JMException impossible) {
            throw new IllegalStateException("metrics cannot be shown by JMX", impossible);
        }
    }

    // Counted by one thread only; volatile is for the readers.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void rowTaken() {
        rows++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void recordUnwritable() {
        unwritable++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void committed(Batch batch, Duration took) {
        commits++;
        committedRows += batch.rows();
        committedBytes += batch.bytes();
        files += batch.files().size();
        lastCommitMillis = took.toMillis();
        lastCommitTime = System.currentTimeMillis();
        freshnessMillis = Math.max(0, lastCommitTime - batch.oldestMillis());
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void refused(TableCommit.Outcome outcome) {
        switch (outcome) {
            case CONFLICT -> conflicts++;
            case UNKNOWN -> unknown++;
            case FENCED -> fenced++;
            case COMMITTED -> throw new IllegalArgumentException("not refused");
        }
    }

    TableMetrics openFiles(int number) {
        openFiles = number;
        return this;
    }

    @Override
    public long getRows() {
        return rows;
    }

    @Override
    public long getUnwritableRecords() {
        return unwritable;
    }

    @Override
    public long getCommits() {
        return commits;
    }

    @Override
    public long getCommittedRows() {
        return committedRows;
    }

    @Override
    public long getCommittedBytes() {
        return committedBytes;
    }

    @Override
    public long getCommittedFiles() {
        return files;
    }

    @Override
    public long getConflicts() {
        return conflicts;
    }

    @Override
    public long getUnknownOutcomes() {
        return unknown;
    }

    @Override
    public long getFenced() {
        return fenced;
    }

    @Override
    public long getLastCommitMillis() {
        return lastCommitMillis;
    }

    @Override
    public long getLastCommitTime() {
        return lastCommitTime;
    }

    @Override
    public long getFreshnessMillis() {
        return freshnessMillis;
    }

    @Override
    public int getOpenFiles() {
        return openFiles;
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException alreadyGone) {
            // A later start of the task has taken the name and let it go.
            return;
        }
    }
}
