package io.candlelake.producer.metrics;

import io.candlelake.contract.frame.Frame;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FeedListener;
import io.candlelake.producer.gap.GapListener;
import io.candlelake.producer.raw.WriteListener;
import io.candlelake.producer.record.RecordListener;
import io.candlelake.producer.rest.RestListener;
import io.candlelake.producer.secret.KeyListener;
import io.candlelake.producer.spot.SpotListener;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What the producer counts of itself, and how it is read:
 *
 * <pre>{@code
 * try (ProducerMetrics metrics = new ProducerMetrics(products, clock)) {
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

    private final Collection<ProductId> products;
    private final Clock clock;

    /** @param products whose trades are taken in: those that have series from the beginning */
    public ProducerMetrics(Collection<ProductId> products, Clock clock) {
        this.products = named(products);
        this.clock = clock;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** What comes of {@code BTC-USDC} names {@code BTC-USD}. */
    private static Collection<ProductId> named(Collection<ProductId> products) {
        Set<ProductId> named = new TreeSet<>(products);
        products.forEach(product -> named.add(ProductId.of(product.value().replaceAll("-USDC$", "-USD"))));
        return named;
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

    /** Counts the trades in a feed's frames: {@code metrics.trades("exchange")}. */
    public Consumer<Frame> trades(String feed) {
        return new TradeMeters(meters, feed, products);
    }

    /** Counts gaps. */
    public GapListener gaps() {
        return new GapMeters(meters, products);
    }

    /** Counts requests for trades. */
    public RestListener rest() {
        return new RestMeters(meters);
    }

    /**
     * Measures how late trades are in Kafka.
     *
     * @param acknowledged told of every record that Kafka has
     */
    public WriteListener writes(Runnable acknowledged) {
        return new WriteMeters(meters, clock, products, acknowledged);
    }

    /** Counts spot prices. */
    public SpotListener spot(Collection<ProductId> pairs) {
        return new SpotMeters(meters, pairs);
    }

    /** Counts what is recorded. */
    public RecordListener recording() {
        return new RecordMeters(meters);
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
