package io.candlelake.producer.metrics;

import io.candlelake.producer.secret.KeyListener;
import io.micrometer.core.instrument.Counter;

/** Counts rotations of the API key; knows nothing of the key. */
final class KeyMeters implements KeyListener {
    private final Counter rotated;
    private final Counter failed;

    KeyMeters(Meters meters) {
        rotated = meters.counter(Metric.KEY_ROTATIONS, "done");
        failed = meters.counter(Metric.KEY_ROTATIONS, "failed");
    }

    @Override
    public void rotated() {
        rotated.increment();
    }

    @Override
    public void rotationFailed() {
        failed.increment();
    }
}
