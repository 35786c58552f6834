package io.candlelake.streams.runtime;

import io.candlelake.contract.health.HealthServer;
import io.candlelake.streams.metrics.StreamsMetrics;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/**
 * Runs a topology until it is asked to stop or is broken:
 *
 * <pre>{@code
 * StreamsRunner runner = new StreamsRunner(topology, kafka, settings, metrics, new BatchingClients(), System.err);
 * Runtime.getRuntime().addShutdownHook(new Thread(runner::stop));
 * System.exit(runner.run());
 * }</pre>
 *
 * <p>Live until it is broken; ready while every partition that it was given is processed, not while state is restored, partitions
 * are moved or a thread is missing.
 */
public final class StreamsRunner {
    /** Stopped as asked; everything that was processed is committed. */
    public static final int STOPPED = 0;

    /** Something is broken, and a line says what. */
    public static final int BROKEN = 1;

    private final Topology topology;
    private final Properties kafka = new Properties();
    private final RuntimeSettings settings;
    private final StreamsMetrics metrics;
    private final KafkaClientSupplier clients;
    private final PrintStream errors;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final FaultPolicy faults;
    private volatile @Nullable RunningStreams running;

    /**
     * Nothing is started yet.
     *
     * @param kafka settings of Kafka Streams; the fault handlers are added here
     * @param clients of Kafka
     * @param errors where the line goes that says what is broken
     */
    public StreamsRunner(
            Topology topology,
            Properties kafka,
            RuntimeSettings settings,
            StreamsMetrics metrics,
            KafkaClientSupplier clients,
            PrintStream errors) {
        this.topology = topology;
        this.settings = settings;
        this.metrics = metrics;
        this.clients = clients;
        this.errors = errors;
        DeadMembers deadMembers = new DeadMembers(kafka);
        this.faults = new FaultPolicy(Clock.systemUTC(), metrics, deadMembers::leave, ended::countDown);
        this.kafka.putAll(kafka);
        this.kafka.put(FaultPolicy.PROPERTY, faults);
        this.kafka.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, StopOnFault.class);
        this.kafka.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RepeatOrStop.class);
    }

    /** Returns the exit code, when it has stopped. */
    public int run() throws InterruptedException {
        try (HealthServer health = listen()) {
            if (!new Requirements(topology, kafka, settings.patience()).await(ended)) {
                return STOPPED;
            }
            return runTopology();
        } catch (Unusable unusable) {
            return broken(unusable.getMessage());
        }
    }

    /** Asks it to stop; {@link #run} returns within the settings' timeout. */
    public void stop() {
        ended.countDown();
    }

    private @Nullable HealthServer listen() {
        if (settings.healthPort() == 0) {
            return null;
        }
        try {
            HealthServer health = HealthServer.start(settings.healthPort(), this::isLive, this::isReady);
            health.serve("/metrics", StreamsMetrics.CONTENT_TYPE, metrics::scrape);
            return health;
        } catch (IOException taken) {
            throw new Unusable("cannot listen on HEALTH_PORT " + settings.healthPort() + ": " + taken.getMessage());
        }
    }

    private int runTopology() throws InterruptedException {
        try {
            KafkaStreams streams = new KafkaStreams(topology, kafka, clients);
            RunningStreams seen = new RunningStreams(streams, metrics.restoring());
            running = seen;
            metrics.follow(seen);
            streams.setUncaughtExceptionHandler(faults);
            streams.setGlobalStateRestoreListener(metrics.restoring());
            streams.setStateListener((now, before) -> {
                if (now.hasCompletedShutdown()) {
                    ended.countDown();
                }
            });
            streams.start();
            ended.await();
            return close(streams);
        } catch (RuntimeException refused) {
            return broken(Fault.of(refused).line());
        }
    }

    private int close(KafkaStreams streams) {
        CloseOptions.GroupMembershipOperation membership = settings.leavesGroup()
                ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP;
        boolean clean =
                streams.close(CloseOptions.timeout(settings.stopTimeout()).withGroupMembershipOperation(membership));
        Optional<String> end = faults.end();
        if (end.isPresent()) {
            return broken(end.get());
        }
        return clean
                ? STOPPED
                : broken("did not stop within " + settings.stopTimeout().toSeconds()
                        + " s: what was not committed is processed again at the next start");
    }

    private int broken(@Nullable String line) {
        errors.println("streams-app: " + line);
        return BROKEN;
    }

    private boolean isLive() {
        RunningStreams seen = running;
        return faults.end().isEmpty() && (seen == null || !seen.hasFailed());
    }

    private boolean isReady() {
        RunningStreams seen = running;
        return seen != null && seen.isReady();
    }
}
