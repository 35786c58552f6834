package io.candlelake.producer.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * Makes the meters of a {@link Metric}: {@code meters.counter(Metric.TRADES, "exchange", "BTC-USD")}, with a value for each of its
 * labels. Whoever counts keeps the meter: finding it again for each trade would cost more than counting.
 */
final class Meters {
    /** Bounds of the lag's buckets, in milliseconds: from a trade on localhost to a backfill of hours. */
    private static final long[] LAG_MILLIS = {
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000
    };

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    Counter counter(Metric metric, String... labels) {
        return Counter.builder(metric.meterName())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .register(registry);
    }

    /** Of something that is counted elsewhere, in seconds. */
    void seconds(Metric metric, DoubleSupplier seconds) {
        FunctionCounter.builder(metric.meterName(), seconds, DoubleSupplier::getAsDouble)
                .description(metric.meaning())
                .baseUnit("seconds")
                .register(registry);
    }

    void gauge(Metric metric, DoubleSupplier value, String... labels) {
        Gauge.builder(metric.meterName(), value::getAsDouble)
                .description(metric.meaning())
                .baseUnit(metric.fullName().endsWith("_seconds") ? "seconds" : null)
                .tags(tags(metric, labels))
                .register(registry);
    }

    Timer histogram(Metric metric, String... labels) {
        return Timer.builder(metric.meterName())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .serviceLevelObjectives(Stream.of(LAG_MILLIS)
                        .flatMapToLong(java.util.Arrays::stream)
                        .mapToObj(Duration::ofMillis)
                        .toArray(Duration[]::new))
                .register(registry);
    }

    private static List<Tag> tags(Metric metric, String... values) {
        List<String> labels = metric.labels();
        if (labels.size() != values.length) {
            throw new IllegalArgumentException(metric + " has the labels " + labels);
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(labels.get(i), values[i]));
        }
        return tags;
    }
}
