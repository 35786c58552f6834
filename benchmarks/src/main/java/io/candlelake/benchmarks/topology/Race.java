package io.candlelake.benchmarks.topology;

import io.candlelake.benchmarks.load.ExpectedCandles;
import io.candlelake.benchmarks.load.LoadSettings;
import io.candlelake.benchmarks.load.RawTopic;
import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.process.Broker;
import io.candlelake.benchmarks.process.JavaProcess;
import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.contract.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every contestant so many times, in rounds, so that what changes on the machine meanwhile meets them all.
 *
 * @param settings of the load
 * @param contestants in order
 * @param rounds how many times
 * @param heapMegabytes of each contestant
 * @param limit of one run
 */
record Race(LoadSettings settings, List<Contestant> contestants, int rounds, int heapMegabytes, Duration limit) {
    /**
     * One run.
     *
     * @param contestant who
     * @param time how long
     * @param found what came of it
     */
    record Run(Contestant contestant, Stopwatch.Time time, Check.Found found) {}

    /** What all must find, and all runs. */
    record Result(long ticks, long candles, List<Run> runs) {}

    Result run(Workspace workspace) throws InterruptedException {
        try (Broker broker = Broker.start(workspace)) {
            broker.createTopics(Map.of());
            Progress.say(
                    "the broker runs; making %,d messages of %d products", settings.messages(), settings.products());
            ExpectedCandles expected = new RawTopic(broker.bootstrapServers()).fill(settings);
            Check check = new Check(broker.bootstrapServers(), expected.candles(), settings.endMicros());
            List<Run> runs = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                for (Contestant contestant : contestants) {
                    Progress.say("round %d of %d: %s", round, rounds, contestant);
                    run(contestant, workspace, broker, check).ifPresent(runs::add);
                }
            }
            return new Result(expected.trades(), check.expected().size(), runs);
        }
    }

    /** Empty when the contestant broke: the others go on, and the table says so. */
    private java.util.Optional<Run> run(Contestant contestant, Workspace workspace, Broker broker, Check check)
            throws InterruptedException {
        Path state = workspace.newPath("state");
        Stopwatch stopwatch = new Stopwatch(broker, contestant.group(), limit);
        JavaProcess process = workspace.start(contestant.launch(broker.bootstrapServers(), state, heapMegabytes));
        try (process) {
            Stopwatch.Time time = stopwatch.time(process);
            Check.Found found = contestant.work() == Contestant.Work.NOTHING
                    ? new Check.Found(0, 0, 0)
                    : check.read(ticks(contestant), contestant.work() == Contestant.Work.CANDLES);
            Progress.say(
                    "%s: %,.0f rec/s%s, %,d ticks, %,d candles of which %,d are wrong",
                    contestant,
                    time.recordsPerSecond(),
                    time.finished() ? "" : " until the limit of " + limit.toSeconds() + " s",
                    found.ticks(),
                    found.candles(),
                    found.wrong());
            return java.util.Optional.of(new Run(contestant, time, found));
        } catch (BenchmarkException broke) {
            broker.process().requireAlive();
            Progress.say("%s broke: %s", contestant, broke.getMessage());
            return java.util.Optional.empty();
        } finally {
            process.close();
            Workspace.delete(state);
            broker.forgetAllBut(Topics.RAW_MESSAGES);
            broker.createTopics(Map.of());
        }
    }

    /** How many records of ticks a contestant must write. */
    long ticks(Contestant contestant) {
        return switch (contestant.work()) {
            case NOTHING -> 0;
            case RECORD_EACH -> settings.messages() - settings.invalid();
            case CANDLES -> settings.trades();
        };
    }
}
