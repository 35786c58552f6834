package io.candlelake.producer.metrics;

import io.candlelake.producer.connection.FeedListener;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;

/** Counts what one feed's connections do. */
final class FeedMeters implements FeedListener {
    private final Counter frames;
    private final Counter rotations;
    private final Map<LossKind, Counter> losses = new EnumMap<>(LossKind.class);

    FeedMeters(Meters meters, String feed) {
        frames = meters.counter(Metric.FRAMES, feed);
        rotations = meters.counter(Metric.ROTATIONS, feed);
        for (LossKind kind : LossKind.values()) {
            losses.put(kind, meters.counter(Metric.RECONNECTS, feed, kind.label()));
        }
    }

    @Override
    public void frame(long bytes) {
        frames.increment();
    }

    @Override
    public void rotated() {
        rotations.increment();
    }

    @Override
    public void lost(String reason) {
        Counter losses = this.losses.get(LossKind.of(reason));
        if (losses != null) {
            losses.increment();
        }
    }
}
