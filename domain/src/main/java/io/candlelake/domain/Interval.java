package io.candlelake.domain;

import java.util.Optional;

/** The length of a candle: {@code 1m}, {@code 5m}, {@code 15m}, {@code 1h}, {@code 6h}, {@code 1d}, Coinbase's own six. */
public enum Interval {
    ONE_MINUTE("1m", 1),
    FIVE_MINUTES("5m", 5),
    FIFTEEN_MINUTES("15m", 15),
    ONE_HOUR("1h", 60),
    SIX_HOURS("6h", 360),
    ONE_DAY("1d", 1_440);

    private static final Interval[] ALL = values();
    private final String label;
    private final long micros;

    Interval(String label, int minutes) {
        this.label = label;
        this.micros = minutes * 60_000_000L;
    }

    /** The form in messages and tables: {@code 1m}. */
    public String label() {
        return label;
    }

    /** The length in microseconds. */
    public long micros() {
        return micros;
    }

    /** The start of the window that holds the time; windows are aligned to the epoch in UTC. */
    public Timestamp openTime(Timestamp time) {
        return new Timestamp(openTime(time.epochMicros()));
    }

    /** As {@link #openTime(Timestamp)}, in microseconds since the epoch. */
    public long openTime(long epochMicros) {
        return epochMicros - Math.floorMod(epochMicros, micros);
    }

    /** Empty when there is no such interval. */
    public static Optional<Interval> parse(String text) {
        for (Interval interval : ALL) {
            if (interval.label.equals(text)) {
                return Optional.of(interval);
            }
        }
        return Optional.empty();
    }
}
