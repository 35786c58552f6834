package io.candlelake.streams.metrics;

import io.candlelake.contract.topic.Topics;
import io.candlelake.streams.state.StateStores;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.MetricName;

/** What Kafka's clients and Kafka Streams measure themselves, the part that says whether all is well. */
final class KafkaMeters {
    private static final String THREAD = "stream-thread-metrics";

    private final Meters meters;
    private final Meters.Series lag;
    private volatile KafkaFigures figures = KafkaFigures.now(Map::of);
    private volatile Supplier<Map<MetricName, ? extends org.apache.kafka.common.Metric>> source = Map::of;
    private volatile BooleanSupplier ready = () -> false;

    KafkaMeters(Meters meters) {
        this.meters = meters;
        lag = meters.series(Metric.LAG);
        gauge(Metric.COMMIT_LATENCY_AVERAGE, all -> all.average(THREAD, "commit-latency-avg") / 1_000);
        gauge(Metric.COMMIT_LATENCY_MAX, all -> all.max(THREAD, "commit-latency-max") / 1_000);
        gauge(Metric.COMMIT_RATE, all -> all.sum(THREAD, "commit-rate"));
        gauge(Metric.PROCESS_RATE, all -> all.sum(THREAD, "process-rate"));
        gauge(Metric.PROCESS_RATIO, all -> all.average(THREAD, "process-ratio"));
        gauge(Metric.POLL_RATIO, all -> all.average(THREAD, "poll-ratio"));
        gauge(Metric.COMMIT_RATIO, all -> all.average(THREAD, "commit-ratio"));
        gauge(Metric.END_TO_END_MAX, all -> all.max("stream-processor-node-metrics", "record-e2e-latency-max") / 1_000);
        gauge(Metric.REBALANCES, all -> all.sum("consumer-coordinator-metrics", "rebalance-total"));
        gauge(Metric.DROPPED, all -> all.sum("stream-task-metrics", "dropped-records-total"));
        gauge(Metric.THREADS, all -> all.sum("stream-metrics", "alive-stream-threads"));
        meters.gauge(Metric.READY, () -> ready.getAsBoolean() ? 1 : 0);
        String disk = StateStores.CLOSED_CANDLES;
        meters.gauge(Metric.STATE_ENTRIES, () -> figures.ofStore(disk, "estimate-num-keys"), disk);
        meters.gauge(
                Metric.STATE_BYTES,
                () -> figures.ofStore(disk, "total-sst-files-size") + figures.ofStore(disk, "size-all-mem-tables"),
                disk);
    }

    private void gauge(Metric metric, ToDoubleFunction<KafkaFigures> value) {
        meters.gauge(metric, () -> value.applyAsDouble(figures));
    }

    void follow(
            Supplier<Map<MetricName, ? extends org.apache.kafka.common.Metric>> kafkaFigures, BooleanSupplier isReady) {
        source = kafkaFigures;
        ready = isReady;
    }

    void refresh() {
        figures = KafkaFigures.now(source);
        lag.set(figures.lag(Topics.RAW_MESSAGES));
    }
}
