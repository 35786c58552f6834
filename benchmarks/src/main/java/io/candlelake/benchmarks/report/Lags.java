package io.candlelake.benchmarks.report;

import java.util.Arrays;

/**
 * How late trades or rows were, in milliseconds: {@code lags.percentile(99)}.
 *
 * @param sorted ascending
 */
public record Lags(long[] sorted) {
    /** Of the first so many of them, in any order. */
    public static Lags of(long[] millis, int count) {
        long[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return new Lags(sorted);
    }

    public int count() {
        return sorted.length;
    }

    /** The smallest that so many percent do not exceed; 0 of none. */
    public long percentile(double percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }
}
