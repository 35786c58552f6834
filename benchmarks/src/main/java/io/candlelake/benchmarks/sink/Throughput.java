package io.candlelake.benchmarks.sink;

import io.candlelake.benchmarks.load.TickSum;
import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.process.Usage;
import io.candlelake.connect.SinkKind;
import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * How fast a sink gets a full topic into the table: {@code Throughput.measure(bench, SinkKind.LAKE, 1, expected)}.
 *
 * <p>From the first byte of the topic that the broker sends the worker to the snapshot that holds the last row: what starting a worker
 * takes does not count, and its warming up does.
 */
final class Throughput {
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    /** Of the rows, where what is called sustained begins and ends: warm, and not yet waiting for the last commit. */
    private static final double WARM = 0.25;

    private static final double NEARLY_ALL = 0.9;

    private Throughput() {}

    /**
     * One run.
     *
     * @param kind of sink
     * @param tasks of it
     * @param rowsPerSecond from the first byte to the last row
     * @param sustained from the first snapshot with a quarter of the rows to the first with nine tenths
     * @param cpuSecondsPerMillion of the worker's process, for a million rows, over the whole time
     * @param peakResidentBytes of the same, since its start
     * @param commits in that time
     * @param found in the table
     */
    record Run(
            SinkKind kind,
            int tasks,
            double rowsPerSecond,
            double sustained,
            double cpuSecondsPerMillion,
            long peakResidentBytes,
            int commits,
            TickCheck.Found found) {}

    /**
     * Measures once.
     *
     * @param expected what the topic holds
     */
    static Run measure(Bench bench, SinkKind kind, int tasks, TickSum expected) throws InterruptedException {
        long bytesBefore = bench.broker().bytesOut(Topics.TICKS);
        try (SinkLake lake = SinkLake.create(bench.workspace());
                TableWatch watch = TableWatch.start(lake.ticks());
                SinkWorker worker = SinkWorker.start(bench, lake, kind, tasks, COMMIT_INTERVAL)) {
            worker.process().await("ready", START_PATIENCE, worker::isReady);
            CompletableFuture<Void> connected = CompletableFuture.runAsync(worker::connect);
            worker.process()
                    .await(
                            "reading ticks",
                            START_PATIENCE,
                            () -> connected.isCompletedExceptionally()
                                    || bench.broker().bytesOut(Topics.TICKS) > bytesBefore);
            join(connected, false);
            long start = System.nanoTime();
            Usage before = worker.process().usage();
            watch.await(expected.rows(), bench.limit(), worker::requireRunning);
            Usage after = worker.process().usage();
            join(connected, true);
            List<TableWatch.Sighting> sightings = watch.sightings();
            // A row that comes twice comes with a later commit.
            TimeUnit.MILLISECONDS.sleep(3 * COMMIT_INTERVAL.toMillis());
            return new Run(
                    kind,
                    tasks,
                    expected.rows() * 1e9 / (at(sightings, expected.rows()).nanos() - start),
                    sustained(sightings, expected.rows()),
                    after.cpu().minus(before.cpu()).toMillis() * 1e3 / expected.rows(),
                    after.peakResidentBytes(),
                    sightings.size(),
                    TickCheck.rows(lake, expected));
        }
    }

    private static void join(CompletableFuture<Void> connected, boolean wait) {
        try {
            if (wait || connected.isCompletedExceptionally()) {
                connected.join();
            }
        } catch (CompletionException refused) {
            throw new BenchmarkException(String.valueOf(refused.getCause()), refused);
        }
    }

    /** Rows a second between two snapshots; 0 when one snapshot has nearly all rows, which takes a larger load to tell. */
    static double sustained(List<TableWatch.Sighting> sightings, long rows) {
        TableWatch.Sighting warm = at(sightings, (long) (WARM * rows));
        TableWatch.Sighting end = at(sightings, (long) (NEARLY_ALL * rows));
        long nanos = end.nanos() - warm.nanos();
        return nanos == 0 ? 0 : (end.rows() - warm.rows()) * 1e9 / nanos;
    }

    private static TableWatch.Sighting at(List<TableWatch.Sighting> sightings, long rows) {
        return sightings.stream()
                .filter(sighting -> sighting.rows() >= rows)
                .findFirst()
                .orElseThrow(() -> new BenchmarkException("no snapshot has " + rows + " rows"));
    }
}
