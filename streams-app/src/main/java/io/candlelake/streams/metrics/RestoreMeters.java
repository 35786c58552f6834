package io.candlelake.streams.metrics;

import io.candlelake.streams.state.StateStores;
import java.util.List;

/** How far the state has been read back. */
final class RestoreMeters {
    private RestoreMeters() {}

    static void register(Meters meters, RestoreProgress progress) {
        meters.gauge(Metric.RESTORING, progress::partitions);
        meters.gauge(Metric.RESTORE_REMAINING, progress::remaining);
        meters.gauge(Metric.RESTORE_RATE, progress::rate);
        meters.gauge(Metric.RESTORE_TIME, progress::seconds);
        for (String store : List.of(StateStores.PRODUCTS, StateStores.CLOSED_CANDLES)) {
            meters.counter(Metric.RESTORED, progress.restored(store)::sum, store);
        }
    }
}
