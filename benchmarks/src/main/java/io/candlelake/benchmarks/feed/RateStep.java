package io.candlelake.benchmarks.feed;

import io.candlelake.benchmarks.process.Beans;
import io.candlelake.benchmarks.process.Broker;
import io.candlelake.benchmarks.process.JavaProcess;
import io.candlelake.benchmarks.process.Usage;
import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.benchmarks.report.Lags;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One rate, held for so long: a fresh topic, simulator and producer.
 *
 * @param settings the market and the producer
 * @param warmUp before anything counts
 * @param duration of what counts
 */
record RateStep(FeedSettings settings, Duration warmUp, Duration duration) {
    /** The lag may rise by so much before it counts as growing: a pause of the collector is no backlog. */
    private static final long RISE_MILLIS = 250;

    /** So much of what was asked for must have come, or the market itself was too slow. */
    private static final double ENOUGH = 0.9;

    /**
     * What was seen.
     *
     * @param lags of all trades
     * @param firstMedian of the first third, milliseconds
     * @param lastMedian of the last third
     * @param own what the producer says of the same time
     * @param cores of simulator, producer and broker, each in use on average
     * @param residentBytes of the producer, at most
     * @param heapBytes of the producer, live
     * @param connects to the simulator; 0 where it does not say
     */
    record Seen(
            double rate,
            Duration duration,
            Lags lags,
            long firstMedian,
            long lastMedian,
            LagHistogram own,
            Cores cores,
            long residentBytes,
            long heapBytes,
            long connects) {
        double tradesPerSecond() {
            return lags.count() / (duration.toMillis() / 1e3);
        }

        /** Whether the producer keeps up: the lag does not grow, and the simulator did not cut a slow reader off. */
        boolean isCarried() {
            return lastMedian <= firstMedian + RISE_MILLIS && connects <= 1 && tradesPerSecond() >= rate * ENOUGH;
        }
    }

    /** How many cores each process used. */
    record Cores(double simulator, double producer, double broker) {}

    Seen run(Workspace workspace, Broker broker) throws InterruptedException {
        broker.delete(topic -> !topic.startsWith("__"));
        broker.createTopics(Map.of("message.timestamp.type", "LogAppendTime"));
        try (FeedProcesses feed = FeedProcesses.start(workspace, broker, settings)) {
            pause(feed, warmUp);
            LagHistogram before = own(feed);
            Cpu start = Cpu.of(feed, broker);
            long from = System.currentTimeMillis();
            pause(feed, duration);
            long until = System.currentTimeMillis();
            Cores cores = Cpu.of(feed, broker).since(start, (until - from) / 1e3);
            LagHistogram own = own(feed).since(before);
            Usage usage = feed.producer().usage();
            long connects = feed.state().map(SimulatorState::connects).orElse(0L);
            long heap = liveHeap(feed.producer());
            // What is late must still come, or only the quick ones would count.
            pause(feed, Duration.ofSeconds(2));
            feed.close();
            return seen(broker, from, until, own, cores, usage.peakResidentBytes(), heap, connects);
        }
    }

    private Seen seen(
            Broker broker,
            long from,
            long until,
            LagHistogram own,
            Cores cores,
            long residentBytes,
            long heapBytes,
            long connects) {
        LagReader reader = new LagReader(broker.bootstrapServers());
        long third = (until - from) / 3;
        return new Seen(
                settings.rate(),
                Duration.ofMillis(until - from),
                reader.read(from, until),
                reader.read(from, from + third).percentile(50),
                reader.read(until - third, until).percentile(50),
                own,
                cores,
                residentBytes,
                heapBytes,
                connects);
    }

    private static void pause(FeedProcesses feed, Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            feed.producer().requireAlive();
            feed.simulator().requireAlive();
            TimeUnit.MILLISECONDS.sleep(Math.min(100, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    private static LagHistogram own(FeedProcesses feed) throws InterruptedException {
        Optional<String> metrics = feed.metrics();
        return LagHistogram.parse(metrics.orElse(""));
    }

    private static long liveHeap(JavaProcess process) {
        try (Beans beans = Beans.attach(process)) {
            return beans.liveHeapBytes();
        }
    }

    /** CPU seconds so far. */
    private record Cpu(double simulator, double producer, double broker) {
        static Cpu of(FeedProcesses feed, Broker broker) {
            return new Cpu(seconds(feed.simulator()), seconds(feed.producer()), seconds(broker.process()));
        }

        private static double seconds(JavaProcess process) {
            return process.usage().cpu().toMillis() / 1e3;
        }

        Cores since(Cpu before, double seconds) {
            return new Cores(
                    (simulator - before.simulator) / seconds,
                    (producer - before.producer) / seconds,
                    (broker - before.broker) / seconds);
        }
    }
}
