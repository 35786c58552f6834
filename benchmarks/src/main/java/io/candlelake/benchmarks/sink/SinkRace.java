package io.candlelake.benchmarks.sink;

import static java.util.Locale.ROOT;

import io.candlelake.benchmarks.load.TickSum;
import io.candlelake.benchmarks.load.TickTopic;
import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.process.Broker;
import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.connect.SinkKind;
import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Both sinks through the same, one after the other, in rounds, on one broker.
 *
 * @param rows in the topic of the first part
 * @param rounds of it
 * @param tasks of a sink, each measured
 * @param freshness what is sent in the second part, each measured
 * @param kills in the third part, of each sink; 0 leaves it out
 */
record SinkRace(int rows, int rounds, List<Integer> tasks, List<Freshness.Load> freshness, int kills) {
    static final Duration USUAL_COMMITS = Duration.ofSeconds(1);

    /** Ours alone: Apache's coordinator asks all its tasks for their files in every round, which is meant for seconds. */
    static final Duration QUICK_COMMITS = Duration.ofMillis(200);

    private static final int KILL_RATE = 2_000;
    private static final List<SinkKind> SINKS = List.of(SinkKind.APACHE, SinkKind.LAKE);
    private static final String NOTHING = "";

    /**
     * All runs.
     *
     * @param broken what could not be measured, a line each
     */
    record Result(
            List<Throughput.Run> throughput,
            List<Freshness.Run> freshness,
            List<Recovery.Run> recovery,
            List<String> broken) {
        /** Whether all was measured, and all rows were right. */
        boolean whole() {
            return broken.isEmpty()
                    && throughput.stream().allMatch(run -> run.found().right())
                    && freshness.stream().allMatch(run -> run.found().right())
                    && recovery.stream().allMatch(run -> run.found().right());
        }
    }

    private interface Measurement<R> {
        R run() throws InterruptedException;
    }

    Result run(Bench bench) throws InterruptedException {
        Result result = new Result(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (rounds > 0) {
            throughput(bench, result);
        }
        for (Freshness.Load load : freshness) {
            for (SinkKind kind : SINKS) {
                freshness(bench, result, kind, load, USUAL_COMMITS);
            }
            freshness(bench, result, SinkKind.LAKE, load, QUICK_COMMITS);
        }
        for (SinkKind kind : kills > 0 ? SINKS : List.<SinkKind>of()) {
            String what = String.format(ROOT, "%s: %d kills at %,d ticks/s", kind.label(), kills, KILL_RATE);
            tried(bench, result, what, NOTHING, () -> Recovery.measure(bench, kind, KILL_RATE, kills))
                    .ifPresent(result.recovery::add);
        }
        return result;
    }

    private void throughput(Bench bench, Result result) throws InterruptedException {
        bench.broker().createTopics(Map.of());
        Progress.say("the broker runs; making %,d ticks", rows);
        TickSum expected;
        try (TickTopic topic = new TickTopic(bench.broker().bootstrapServers(), bench.seed())) {
            expected = topic.fill(rows);
        }
        for (int round = 1; round <= rounds; round++) {
            for (int count : tasks) {
                for (SinkKind kind : SINKS) {
                    String what = String.format(
                            ROOT, "round %d of %d: %s, %d task%s", round, rounds, kind.label(), count, s(count));
                    tried(bench, result, what, Topics.TICKS, () -> Throughput.measure(bench, kind, count, expected))
                            .ifPresent(run -> {
                                result.throughput.add(run);
                                Progress.say(
                                        "%,.0f rows/s, sustained %,.0f, %.1f CPU s a million, %d commits, rows %s",
                                        run.rowsPerSecond(),
                                        run.sustained(),
                                        run.cpuSecondsPerMillion(),
                                        run.commits(),
                                        run.found());
                            });
                }
            }
        }
        bench.broker().forgetAllBut(NOTHING);
    }

    private static String s(int count) {
        return count == 1 ? "" : "s";
    }

    private static void freshness(Bench bench, Result result, SinkKind kind, Freshness.Load load, Duration commits)
            throws InterruptedException {
        String what = String.format(
                ROOT, "%s: %,d ticks/s, commits every %d ms", kind.label(), load.rate(), commits.toMillis());
        tried(bench, result, what, NOTHING, () -> Freshness.measure(bench, kind, load, commits))
                .ifPresent(run -> {
                    result.freshness.add(run);
                    Progress.say(
                            "%,.0f ticks/s sent, visible after %d ms p50, %d ms p99, rows %s",
                            run.sent(),
                            run.found().lags().percentile(50),
                            run.found().lags().percentile(99),
                            run.found());
                });
    }

    /** Empty when it broke: the others go on, and the result says so. Afterwards the cluster is fresh but for the topic that is kept. */
    private static <R> Optional<R> tried(
            Bench bench, Result result, String what, String kept, Measurement<R> measurement)
            throws InterruptedException {
        Progress.say("%s", what);
        bench.broker().createTopics(Map.of());
        try {
            return Optional.of(measurement.run());
        } catch (BenchmarkException broke) {
            bench.broker().process().requireAlive();
            Progress.say("broke: %s", broke.getMessage());
            result.broken.add(what + ": " + broke.getMessage());
            return Optional.empty();
        } finally {
            bench.broker().forgetAllBut(kept);
        }
    }

    /** On a broker of its own. */
    Result run(Workspace workspace, int heapMegabytes, Duration limit, long seed) throws InterruptedException {
        try (Broker broker = Broker.start(workspace)) {
            return run(new Bench(workspace, broker, heapMegabytes, limit, seed));
        }
    }
}
