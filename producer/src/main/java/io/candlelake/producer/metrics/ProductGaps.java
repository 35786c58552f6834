package io.candlelake.producer.metrics;

import io.candlelake.contract.frame.Frame.GapReport;
import io.candlelake.domain.ProductId;
import io.micrometer.core.instrument.Counter;
import java.util.TreeMap;

/** One product's gaps: those that are open now, by their first id, and how many of their trades were given up. */
final class ProductGaps {
    private final Counter opened;
    private final Counter repaired;
    private final Counter unrepairable;
    private final TreeMap<Long, Long> givenUp = new TreeMap<>();

    ProductGaps(Meters meters, ProductId product) {
        opened = meters.counter(Metric.GAPS_OPENED, product.value());
        repaired = meters.counter(Metric.GAPS_REPAIRED, product.value());
        unrepairable = meters.counter(Metric.GAPS_UNREPAIRABLE, product.value());
        meters.gauge(Metric.GAPS_OPEN, this::open, product.value());
    }

    private synchronized int open() {
        return givenUp.size();
    }

    synchronized void opened(GapReport report) {
        opened.increment();
        resumed(report);
    }

    /** It was counted by the process that found it. */
    synchronized void resumed(GapReport report) {
        givenUp.put(report.firstMissingId(), 0L);
    }

    synchronized void unrepairable(GapReport report) {
        unrepairable.increment();
        Long gap = givenUp.floorKey(report.firstMissingId());
        if (gap != null) {
            givenUp.merge(gap, size(report), Long::sum);
        }
    }

    /** Of which no trade came is not repaired. */
    synchronized void closed(GapReport opening) {
        Long lost = givenUp.remove(opening.firstMissingId());
        if (lost != null && lost < size(opening)) {
            repaired.increment();
        }
    }

    private static long size(GapReport report) {
        return report.lastMissingId() - report.firstMissingId() + 1;
    }
}
