package io.candlelake.streams.metrics;

import io.candlelake.contract.topic.Topics;
import io.candlelake.streams.state.StateStores;
import java.util.function.ToDoubleFunction;

/** What Kafka's clients and Kafka Streams measure themselves, the part that says whether all is well. */
final class KafkaMeters {
    private static final String THREAD = "stream-thread-metrics";

    private final Meters meters;
    private final Meters.Series lag;
    private volatile Running running = Running.NOTHING;
    private volatile KafkaFigures figures = KafkaFigures.of(running);

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
        meters.gauge(Metric.READY, () -> running.isReady() ? 1 : 0);
        meters.gauge(Metric.TASKS, () -> running.activeTasks(), "active");
        meters.gauge(Metric.TASKS, () -> running.standbyTasks(), "standby");
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

    void follow(Running topology) {
        running = topology;
    }

    void refresh() {
        figures = KafkaFigures.of(running);
        lag.set(figures.lag(Topics.RAW_MESSAGES));
    }
}
