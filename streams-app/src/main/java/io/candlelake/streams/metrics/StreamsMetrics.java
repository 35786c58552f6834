package io.candlelake.streams.metrics;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the streams app tells of itself, and how it is read:
 *
 * <pre>{@code
 * try (StreamsMetrics metrics = new StreamsMetrics(Clock.systemUTC())) {
 *     Topology topology = CandleTopology.build(settings, metrics.counts());
 *     health.serve("/metrics", StreamsMetrics.CONTENT_TYPE, metrics::scrape);
 *     streams.setGlobalStateRestoreListener(metrics.restoring());
 *     metrics.follow(running);
 *     ...
 * }
 * }</pre>
 */
public final class StreamsMetrics implements AutoCloseable {
    /** Of {@link #scrape}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final StreamsCounts counts = new StreamsCounts();
    private final LongAdder replaced = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final RestoreProgress restoring;
    private final KafkaMeters kafka;
    private final StateMeters state;

    /** Everything is there from the beginning, most of it 0. */
    public StreamsMetrics(Clock clock) {
        restoring = new RestoreProgress(clock);
        Meters meters = new Meters(registry);
        CountMeters.register(meters, counts);
        state = new StateMeters(meters, counts, clock);
        RestoreMeters.register(meters, restoring);
        kafka = new KafkaMeters(meters);
        meters.counter(Metric.THREADS_REPLACED, replaced::sum);
        meters.counter(Metric.SENDS_REPEATED, repeated::sum);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** For the topology. */
    public StreamsCounts counts() {
        return counts;
    }

    /** For Kafka Streams. */
    public RestoreProgress restoring() {
        return restoring;
    }

    /** A stream thread ended by a passing fault, and another takes its place. */
    public void threadReplaced() {
        replaced.increment();
    }

    /** Kafka did not take a record in time; its task processes it again. */
    public void sendRepeated() {
        repeated.increment();
    }

    /** From now on what Kafka Streams says of itself is told, too. */
    public void follow(Running running) {
        kafka.follow(running);
    }

    /** Everything, in Prometheus' text. One at a time, for the series are put together anew. */
    public synchronized String scrape() {
        kafka.refresh();
        state.refresh();
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
