package io.candlelake.streams.metrics;

import io.candlelake.streams.state.StateStores;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What the tasks of this process hold. */
final class StateMeters {
    /** Names come from outside, and each is a series: more products than Coinbase has are not told one by one. */
    private static final int MAX_PRODUCTS = 1_000;

    private final StreamsCounts counts;
    private final Clock clock;
    private final Meters.Series ages;

    StateMeters(Meters meters, StreamsCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
        meters.gauge(Metric.PRODUCTS, () -> sum(TaskFigures::products));
        meters.gauge(Metric.OPEN_WINDOWS, () -> sum(TaskFigures::openWindows));
        meters.gauge(Metric.SEEN_RANGES, () -> sum(TaskFigures::seenRanges));
        meters.gauge(Metric.OPEN_GAPS, () -> sum(TaskFigures::openGaps));
        meters.gauge(Metric.STATE_ENTRIES, () -> sum(TaskFigures::storedEntries), StateStores.PRODUCTS);
        meters.gauge(Metric.STATE_BYTES, () -> sum(TaskFigures::storedBytes), StateStores.PRODUCTS);
        ages = meters.series(Metric.WATERMARK_AGE);
    }

    private double sum(ToLongFunction<TaskFigures> figure) {
        return counts.tasks().stream().mapToLong(figure).sum();
    }

    void refresh() {
        Map<String, Double> seconds = new TreeMap<>();
        long nowMicros = clock.millis() * 1_000;
        for (TaskFigures task : counts.tasks()) {
            task.watermarks().forEach((product, watermark) -> {
                if (seconds.size() < MAX_PRODUCTS) {
                    seconds.put(product.value(), (nowMicros - watermark) / 1e6);
                }
            });
        }
        ages.set(seconds);
    }
}
