package io.candlelake.streams.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Makes the meters of a {@link Metric}, each of something that is counted elsewhere and read when somebody looks. */
final class Meters {
    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    void counter(Metric metric, LongSupplier count, String... labels) {
        // The object that is counted on is held weakly, so that it must be one that stays; the function is held.
        FunctionCounter.builder(metric.meterName(), registry, same -> count.getAsLong())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .register(registry);
    }

    void gauge(Metric metric, DoubleSupplier value, String... labels) {
        Gauge.builder(metric.meterName(), value::getAsDouble)
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .register(registry);
    }

    /** A gauge whose series come and go, told apart by its one label. */
    Series series(Metric metric) {
        MultiGauge gauge = MultiGauge.builder(metric.meterName())
                .description(metric.meaning())
                .register(registry);
        return values -> gauge.register(
                values.entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                entry -> MultiGauge.Row.of(Tags.of(tags(metric, entry.getKey())), entry.getValue()))
                        .toList(),
                true);
    }

    /** The series that there are from now on. */
    interface Series {
        void set(Map<String, Double> values);
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
