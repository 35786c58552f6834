package io.candlelake.benchmarks.sink;

import io.candlelake.benchmarks.load.PacedTicks;
import io.candlelake.benchmarks.load.TickSum;
import io.candlelake.connect.SinkKind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How soon a row is visible, row by row: {@code Freshness.measure(bench, SinkKind.LAKE, load, Duration.ofSeconds(1))}.
 *
 * <p>From the time at which the tick was sent, which it carries itself, to the moment at which a reader of the table's metadata had the
 * snapshot that holds it.
 */
final class Freshness {
    private Freshness() {}

    /**
     * What is sent.
     *
     * @param rate ticks a second
     * @param warmUp before anything counts
     * @param duration of what counts
     */
    record Load(int rate, Duration warmUp, Duration duration) {}

    /**
     * One run.
     *
     * @param kind of sink
     * @param rate that was asked for
     * @param sent ticks a second that were sent
     * @param commitInterval of the sink
     * @param found in the table, with the lags
     */
    record Run(SinkKind kind, int rate, double sent, Duration commitInterval, TickCheck.Found found) {}

    static Run measure(Bench bench, SinkKind kind, Load load, Duration commitInterval) throws InterruptedException {
        try (SinkLake lake = SinkLake.create(bench.workspace());
                TableWatch watch = TableWatch.start(lake.ticks());
                SinkWorker worker = SinkWorker.start(bench, lake, kind, 1, commitInterval)) {
            worker.connect();
            TickSum expected;
            double sent;
            long from;
            try (PacedTicks ticks = PacedTicks.start(bench.broker().bootstrapServers(), load.rate(), bench.seed())) {
                TimeUnit.MILLISECONDS.sleep(load.warmUp().toMillis());
                from = PacedTicks.nowMicros();
                TimeUnit.MILLISECONDS.sleep(load.duration().toMillis());
                expected = ticks.stop();
                sent = ticks.rate();
            }
            watch.await(expected.rows(), bench.limit(), worker::requireRunning);
            TimeUnit.MILLISECONDS.sleep(3 * commitInterval.toMillis());
            return new Run(
                    kind, load.rate(), sent, commitInterval, TickCheck.rows(lake, expected, watch.sightings(), from));
        }
    }
}
