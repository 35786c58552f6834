package io.candlelake.streams.expected;

import java.util.List;

/** Coinbase's six: {@code 5m}, 300,000,000 microseconds. */
public record Length(String name, long micros) {
    private static final long SECOND = 1_000_000L;
    static final Length MINUTE = new Length("1m", 60 * SECOND);

    /** From the shortest on. */
    public static final List<Length> ALL = List.of(
            MINUTE,
            new Length("5m", 300 * SECOND),
            new Length("15m", 900 * SECOND),
            new Length("1h", 3_600 * SECOND),
            new Length("6h", 21_600 * SECOND),
            new Length("1d", 86_400 * SECOND));

    /** Windows are aligned to the epoch. */
    public long start(long time) {
        return Math.floorDiv(time, micros) * micros;
    }
}
