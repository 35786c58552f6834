package io.candlelake.benchmarks.feed;

import java.util.Arrays;

/**
 * How late trades were, in milliseconds: {@code lags.percentile(99)}.
 *
 * @param sorted ascending
 */
record Lags(long[] sorted) {
    static Lags of(long[] millis, int count) {
        long[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return new Lags(sorted);
    }

    int count() {
        return sorted.length;
    }

    /** The smallest that so many percent do not exceed; 0 of none. */
    long percentile(double percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }
}
