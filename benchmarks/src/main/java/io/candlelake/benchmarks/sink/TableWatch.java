package io.candlelake.benchmarks.sink;

import io.candlelake.benchmarks.load.PacedTicks;
import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.report.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * A reader that asks a table for its metadata every 10 ms, by Iceberg's library and none of a sink's code, and notes when it got each
 * snapshot. Asking costs a query to the catalog; only what has changed is read.
 */
final class TableWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 10;
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long NONE = -1;

    private final Table table;
    private final Thread thread = new Thread(this::run, "watch");
    private final List<Sighting> sightings = new ArrayList<>();
    private @Nullable RuntimeException failure;
    private volatile boolean stopping;

    /**
     * A snapshot.
     *
     * @param snapshot as read
     * @param nanos when it was, by {@link System#nanoTime}
     * @param micros the same since the epoch
     */
    record Sighting(Snapshot snapshot, long nanos, long micros) {
        /** In the table then. */
        long rows() {
            return Long.parseLong(snapshot.summary().getOrDefault("total-records", "0"));
        }
    }

    private TableWatch(Table table) {
        this.table = table;
    }

    /** Watches from now on. The table is the watch's own. */
    static TableWatch start(Table table) {
        TableWatch watch = new TableWatch(table);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            long last = NONE;
            while (!stopping) {
                table.refresh();
                Snapshot current = table.currentSnapshot();
                if (current != null && current.snapshotId() != last) {
                    note(since(last), System.nanoTime(), PacedTicks.nowMicros());
                    last = current.snapshotId();
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            fail(broken);
        }
    }

    private Deque<Snapshot> since(long last) {
        Deque<Snapshot> fresh = new ArrayDeque<>();
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            if (snapshot.snapshotId() == last) {
                break;
            }
            fresh.addFirst(snapshot);
        }
        return fresh;
    }

    private synchronized void note(Deque<Snapshot> fresh, long nanos, long micros) {
        fresh.forEach(snapshot -> sightings.add(new Sighting(snapshot, nanos, micros)));
    }

    private synchronized void fail(RuntimeException broken) {
        failure = broken;
    }

    /** Oldest first; throws when the table could not be read. */
    synchronized List<Sighting> sightings() {
        if (failure != null) {
            throw new BenchmarkException("the table cannot be watched: " + failure, failure);
        }
        return List.copyOf(sightings);
    }

    /** In the newest snapshot. */
    long rows() {
        List<Sighting> all = sightings();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).rows();
    }

    /**
     * Returns when the newest snapshot has so many rows.
     *
     * @param look called all the while; throws when there is nothing to wait for
     * @throws BenchmarkException when it has not within the limit
     */
    void await(long rows, Duration limit, Runnable look) throws InterruptedException {
        long begin = System.nanoTime();
        long report = begin + REPORT_NANOS;
        while (rows() < rows) {
            look.run();
            long now = System.nanoTime();
            if (now - begin > limit.toNanos()) {
                throw new BenchmarkException(
                        String.format(Locale.ROOT, "%,d of %,d rows within %d s", rows(), rows, limit.toSeconds()));
            }
            if (now > report) {
                report += REPORT_NANOS;
                Progress.say("%,d of %,d rows are in the table", rows(), rows);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
