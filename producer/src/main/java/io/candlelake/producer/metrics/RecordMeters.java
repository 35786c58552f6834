package io.candlelake.producer.metrics;

import io.candlelake.producer.record.RecordListener;
import io.micrometer.core.instrument.Counter;

/** Counts what a recording holds, and whether it still goes on. */
final class RecordMeters implements RecordListener {
    private final Counter bytes;
    private final Counter stops;

    RecordMeters(Meters meters) {
        bytes = meters.counter(Metric.RECORDED_BYTES);
        stops = meters.counter(Metric.RECORDINGS_STOPPED);
    }

    @Override
    public void written(long lines, long written) {
        bytes.increment((double) written);
    }

    @Override
    public void stopped() {
        stops.increment();
    }
}
