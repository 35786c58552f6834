package io.candlelake.benchmarks.sink;

import io.candlelake.benchmarks.load.PacedTicks;
import io.candlelake.benchmarks.load.TickSum;
import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.connect.SinkKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Table;

/**
 * How soon new rows come after {@code kill -9} of the worker: {@code Recovery.measure(bench, SinkKind.LAKE, 2_000, 5)}.
 *
 * <p>The worker is killed at a random instant while ticks arrive, and started again at once. The time ends when a reader has a snapshot
 * with a row that was produced after the kill.
 */
final class Recovery {
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 10;

    /** Before a kill, of work undisturbed. */
    private static final int LEAST_MILLIS = 4_000;

    private static final int MOST_MILLIS = 8_000;

    private Recovery() {}

    /**
     * One run.
     *
     * @param kind of sink
     * @param seconds of each kill
     * @param found in the table afterwards
     */
    record Run(SinkKind kind, List<Double> seconds, TickCheck.Found found) {}

    static Run measure(Bench bench, SinkKind kind, int rate, int kills) throws InterruptedException {
        Random random = new Random(bench.seed());
        List<Double> seconds = new ArrayList<>();
        try (SinkLake lake = SinkLake.create(bench.workspace());
                TableWatch watch = TableWatch.start(lake.ticks());
                SinkWorker worker = SinkWorker.start(bench, lake, kind, 1, COMMIT_INTERVAL)) {
            worker.connect();
            TickSum expected;
            try (PacedTicks ticks = PacedTicks.start(bench.broker().bootstrapServers(), rate, bench.seed())) {
                watch.await(rate, bench.limit(), worker::requireRunning);
                for (int kill = 1; kill <= kills; kill++) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(LEAST_MILLIS, MOST_MILLIS));
                    seconds.add(kill(bench, lake.ticks(), watch, worker));
                    Progress.say("kill %d of %d: new rows after %.1f s", kill, kills, seconds.get(kill - 1));
                }
                expected = ticks.stop();
            }
            watch.await(expected.rows(), bench.limit(), worker::restartWhatFailed);
            TimeUnit.MILLISECONDS.sleep(3 * COMMIT_INTERVAL.toMillis());
            return new Run(kind, List.copyOf(seconds), TickCheck.rows(lake, expected));
        }
    }

    private static double kill(Bench bench, Table table, TableWatch watch, SinkWorker worker)
            throws InterruptedException {
        int next = watch.sightings().size();
        long killed = worker.killAndStart();
        long deadline = System.nanoTime() + bench.limit().toNanos();
        while (true) {
            List<TableWatch.Sighting> all = watch.sightings();
            for (; next < all.size(); next++) {
                if (TickCheck.newestMicros(table, all.get(next)) > killed) {
                    return (all.get(next).micros() - killed) / 1e6;
                }
            }
            worker.restartWhatFailed();
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException(
                        "no new rows within " + bench.limit().toSeconds() + " s after a kill");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
