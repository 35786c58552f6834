package io.candlelake.benchmarks.sink;

import io.candlelake.benchmarks.load.PacedTicks;
import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.process.JavaProcess;
import io.candlelake.benchmarks.process.Modules;
import io.candlelake.benchmarks.process.Workspace;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.connect.ConnectClient;
import io.candlelake.connect.ConnectClient.WorkerAbsentException;
import io.candlelake.connect.ConnectorStatus;
import io.candlelake.connect.Connectors;
import io.candlelake.connect.Sink;
import io.candlelake.connect.SinkKind;
import io.candlelake.connect.SinkSettings;
import io.candlelake.connect.TableHandover;
import io.candlelake.connect.WorkerSettings;
import io.candlelake.contract.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A Connect worker in a process of its own with one sink, both configured by what configures the product's: only the number of tasks, the
 * commit interval and the heap are the benchmark's.
 */
final class SinkWorker implements AutoCloseable {
    private static final Sink TICKS = new Sink(Topics.TICKS);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Bench bench;
    private final SinkSettings settings;
    private final WorkerSettings worker;
    private final ConnectClient client;
    private final Path file;
    private JavaProcess process;
    private long nextLook = System.nanoTime();

    private SinkWorker(Bench bench, SinkSettings settings) {
        this.bench = bench;
        this.settings = settings;
        this.worker =
                new WorkerSettings(bench.broker().bootstrapServers(), Workspace.freePort(), Modules.workerPlugins());
        this.client = new ConnectClient(worker.rest());
        this.file = bench.workspace().newPath("worker.properties");
        worker.write(file);
        this.process = fork();
    }

    /** Returns at once; nothing is consumed before {@link #connect}. */
    static SinkWorker start(Bench bench, SinkLake lake, SinkKind kind, int tasks, Duration commitInterval) {
        return new SinkWorker(
                bench,
                new SinkSettings(
                        kind,
                        bench.broker().bootstrapServers(),
                        lake.settings().catalogProperties(),
                        commitInterval,
                        tasks));
    }

    private JavaProcess fork() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> options = List.of(
                "-Xmx" + bench.heapMegabytes() + "m", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true");
        return bench.workspace().start("worker", WorkerSettings.command(java, options, Modules.workerLibrary(), file));
    }

    JavaProcess process() {
        return process;
    }

    boolean isReady() {
        return client.ready();
    }

    /** The sink runs on return. */
    void connect() {
        try {
            Connectors.ensure(
                    bench.broker().admin(), client, List.of(TICKS), settings, new NewTables(), PATIENCE, line -> {});
        } catch (IllegalStateException refused) {
            throw new BenchmarkException(String.valueOf(refused.getMessage()), refused);
        }
    }

    /**
     * {@code kill -9}, and a new process at once.
     *
     * @return when it was killed, microseconds since the epoch
     */
    long killAndStart() throws InterruptedException {
        long killed = PacedTicks.nowMicros();
        process.kill();
        process = fork();
        return killed;
    }

    /** Throws {@link BenchmarkException} when the process has ended or the sink has failed. Looks once a second. */
    void requireRunning() {
        look(client -> client.status(TICKS.table()).tasks().stream()
                .filter(task -> task.state() == ConnectorStatus.State.FAILED)
                .findFirst()
                .ifPresent(task -> {
                    throw new BenchmarkException("the sink's task failed: " + task.cause());
                }));
    }

    /** As whoever supervises a worker does. Looks once a second. */
    void restartWhatFailed() {
        look(client -> {
            if (client.status(TICKS.table()).failed()) {
                client.restartFailed(TICKS.table());
                Progress.say("a task had failed and was started again");
            }
        });
    }

    private void look(Consumer<ConnectClient> at) {
        process.requireAlive();
        if (System.nanoTime() < nextLook) {
            return;
        }
        nextLook = System.nanoTime() + LOOK_NANOS;
        try {
            at.accept(client);
        } catch (WorkerAbsentException notNow) {
            // It starts, or is between two assignments.
            return;
        }
    }

    @Override
    public void close() {
        process.close();
    }

    /** Each run has a lake of its own, which no other sink has written. */
    private record NewTables() implements TableHandover {
        @Override
        public boolean isNeeded(Sink sink, SinkKind to) {
            return false;
        }

        @Override
        public Step handOver(Sink sink, SinkKind to) {
            return new Step(State.DONE, "");
        }
    }
}
