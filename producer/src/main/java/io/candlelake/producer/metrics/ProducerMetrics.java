package io.candlelake.producer.metrics;

import io.candlelake.producer.connection.FeedListener;
import io.candlelake.producer.secret.KeyListener;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.BooleanSupplier;

/**
 * What the producer counts of itself, and how it is read:
 *
 * <pre>{@code
 * try (ProducerMetrics metrics = new ProducerMetrics()) {
 *     health.serve("/metrics", ProducerMetrics.CONTENT_TYPE, metrics::scrape);
 *     new LiveFeed(settings, protocol, sinks, metrics.feed("exchange"), clock);
 *     ...
 * }
 * }</pre>
 */
public final class ProducerMetrics implements AutoCloseable {
    /** Of {@link #scrape}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public ProducerMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Everything, in Prometheus' text. */
    public String scrape() {
        return registry.scrape();
    }

    /** Counts a feed's connections and frames: {@code metrics.feed("exchange")}. */
    public FeedListener feed(String feed) {
        return new FeedMeters(meters, feed);
    }

    /** Shows whether a feed is subscribed, asked at each scrape. */
    public void subscribed(String feed, BooleanSupplier subscribed) {
        meters.gauge(Metric.FEED_SUBSCRIBED, () -> subscribed.getAsBoolean() ? 1 : 0, feed);
    }

    /** Counts rotations of the API key. */
    public KeyListener key() {
        return new KeyMeters(meters);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
