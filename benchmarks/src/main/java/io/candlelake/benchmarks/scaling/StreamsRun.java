package io.candlelake.benchmarks.scaling;

import io.candlelake.benchmarks.load.ExpectedCandles;
import io.candlelake.benchmarks.load.LoadSettings;
import io.candlelake.benchmarks.process.Beans;
import io.candlelake.benchmarks.process.Broker;
import io.candlelake.benchmarks.process.Http;
import io.candlelake.benchmarks.process.JavaProcess;
import io.candlelake.benchmarks.process.Launch;
import io.candlelake.benchmarks.process.Modules;
import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.benchmarks.topology.Check;
import io.candlelake.benchmarks.topology.Stopwatch;
import io.candlelake.contract.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One run of the streams app over a load that is in raw_messages, then a kill and a start.
 *
 * @param threads of the streams app
 * @param heapMegabytes most that its heap gets
 * @param limit of the run, and of the restore
 */
record StreamsRun(int threads, int heapMegabytes, Duration limit) {
    private static final String GROUP = "candlelake-streams";

    /**
     * What was seen.
     *
     * @param time of the run
     * @param heapBytes live, after the last record
     * @param state after the last record
     * @param restoreSeconds from the start of the process after the kill to its being ready
     * @param wrong candles that differ from the calculated ones
     */
    record Seen(Stopwatch.Time time, long heapBytes, StateSize state, double restoreSeconds, long wrong) {}

    Seen run(Workspace workspace, Broker broker, LoadSettings load, ExpectedCandles expected)
            throws InterruptedException {
        Path stores = workspace.newPath("state");
        int healthPort = Workspace.freePort();
        Launch launch = launch(broker, stores, healthPort);
        try {
            Stopwatch stopwatch = new Stopwatch(broker, GROUP, limit);
            JavaProcess process = workspace.start(launch);
            Stopwatch.Time time = stopwatch.time(process);
            Check.Found found = new Check(broker.bootstrapServers(), expected.candles(), load.endMicros())
                    .read(load.trades(), true);
            long heap = liveHeap(process);
            StateSize state = StateSize.measure(broker, stores);
            process.kill();
            double restore = restore(workspace, launch, healthPort);
            return new Seen(time, heap, state, restore, found.wrong());
        } finally {
            Workspace.delete(stores);
            broker.forgetAllBut(Topics.RAW_MESSAGES);
            broker.createTopics(Map.of());
        }
    }

    private Launch launch(Broker broker, Path stores, int healthPort) {
        return new Launch("candlelake", Modules.classPath("streams-app"), "io.candlelake.streams.Main")
                .withHeap(heapMegabytes)
                .withOptions(List.of(Modules.options("streams-app")))
                .with("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers())
                .with("STREAMS_STATE_DIR", stores.toString())
                .with("STREAM_THREADS", Integer.toString(threads))
                .with("HEALTH_PORT", Integer.toString(healthPort));
    }

    private double restore(Workspace workspace, Launch launch, int healthPort) throws InterruptedException {
        long start = System.nanoTime();
        try (JavaProcess process = workspace.start(launch)) {
            process.await("ready", limit, () -> Http.isReady(healthPort));
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static long liveHeap(JavaProcess process) {
        try (Beans beans = Beans.attach(process)) {
            return beans.liveHeapBytes();
        }
    }
}
