package io.candlelake.lake.audit;

import io.candlelake.domain.Interval;
import io.candlelake.domain.Timestamp;
import io.candlelake.lake.row.Row;

/**
 * Which candle: {@code BTC-USD 1m 2026-07-07T22:58:00.000000Z}.
 *
 * @param product its market
 * @param interval its length
 * @param openTime its start, microseconds since the epoch
 */
record Window(String product, Interval interval, long openTime) implements Comparable<Window> {
    static Window of(Row candle) {
        return new Window(
                candle.product(),
                Interval.parse(candle.text("interval"))
                        .orElseThrow(() -> new IllegalArgumentException("no interval is " + candle.text("interval"))),
                candle.micros("open_time"));
    }

    static Window of(Row tick, Interval interval) {
        return new Window(tick.product(), interval, interval.openTime(tick.micros("time")));
    }

    long closeTime() {
        return openTime + interval.micros();
    }

    @Override
    public int compareTo(Window other) {
        int order = product.compareTo(other.product);
        order = order == 0 ? interval.compareTo(other.interval) : order;
        return order == 0 ? Long.compare(openTime, other.openTime) : order;
    }

    @Override
    public String toString() {
        return product + " " + interval.label() + " " + new Timestamp(openTime);
    }
}
