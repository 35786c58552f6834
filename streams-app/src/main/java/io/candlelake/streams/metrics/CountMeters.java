package io.candlelake.streams.metrics;

import io.candlelake.domain.CandleReason;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.Interval;
import io.candlelake.domain.RejectReason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The totals of what the stream threads count. */
final class CountMeters {
    private CountMeters() {}

    static void register(Meters meters, StreamsCounts counts) {
        meters.counter(Metric.FRAMES, counts.sum(thread -> thread.frames));
        meters.counter(Metric.TRADES, counts.sum(thread -> thread.trades));
        meters.counter(Metric.DUPLICATES, counts.sum(thread -> thread.duplicates));
        meters.counter(Metric.TICKS, counts.sum(thread -> thread.ticks));
        meters.counter(Metric.LIVE_CANDLES, counts.sum(thread -> thread.liveCandles));
        meters.counter(Metric.SPOT_PRICES, counts.sum(thread -> thread.spotPrices));
        for (RejectReason reason : RejectReason.values()) {
            meters.counter(Metric.REJECTS, counts.sum(thread -> thread.rejects.of(reason)), reason.name());
        }
        for (GapStatus status : GapStatus.values()) {
            meters.counter(Metric.GAPS, counts.sum(thread -> thread.gaps.of(status)), status.name());
        }
        for (Interval interval : Interval.values()) {
            candles(meters, counts, interval);
        }
        alerts(meters, counts);
    }

    private static void candles(Meters meters, StreamsCounts counts, Interval interval) {
        meters.counter(Metric.REVISIONS, counts.sum(thread -> thread.revisions.of(interval)), interval.label());
        for (CandleReason reason : CandleReason.values()) {
            if (reason != CandleReason.OPEN) {
                meters.counter(
                        Metric.CANDLES,
                        counts.sum(thread -> thread.candles(interval).of(reason)),
                        interval.label(),
                        reason.name());
            }
        }
    }

    /** A rule has a series once it has alerted. */
    private static void alerts(Meters meters, StreamsCounts counts) {
        Set<String> known = ConcurrentHashMap.newKeySet();
        counts.onAlert(rule -> {
            if (known.add(rule)) {
                meters.counter(Metric.ALERTS, counts.alerts(rule), rule);
            }
        });
    }
}
