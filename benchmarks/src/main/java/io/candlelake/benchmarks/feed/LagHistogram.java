package io.candlelake.benchmarks.feed;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The producer's own histogram of the same lag, as Prometheus reads it: {@code candlelake_producer_lag_seconds_bucket{le="0.01"}
 * 1812}.
 *
 * @param counts trades or frames at most so late, by seconds; cumulative
 */
record LagHistogram(Map<Double, Double> counts) {
    private static final Pattern BUCKET =
            Pattern.compile("candlelake_producer_lag_seconds_bucket\\{.*?le=\"([^\"]+)\".*?\\} ([0-9.eE+]+)");

    static LagHistogram parse(String metrics) {
        Map<Double, Double> counts = new TreeMap<>();
        Matcher matcher = BUCKET.matcher(metrics);
        while (matcher.find()) {
            double bound =
                    matcher.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(matcher.group(1));
            counts.put(bound, Double.parseDouble(matcher.group(2)));
        }
        return new LagHistogram(counts);
    }

    /** What came after the other was taken. */
    LagHistogram since(LagHistogram before) {
        Map<Double, Double> counted = new TreeMap<>();
        counts.forEach((bound, count) -> counted.put(bound, count - before.counts.getOrDefault(bound, 0.0)));
        return new LagHistogram(counted);
    }

    /** The bound of the bucket in which the percentile lies: {@code ≤ 10}; {@code -} where there is no histogram. */
    String percentile(double percent) {
        double all = counts.values().stream().mapToDouble(count -> count).max().orElse(0);
        return counts.entrySet().stream()
                .filter(bucket -> all > 0 && bucket.getValue() >= all * percent / 100)
                .findFirst()
                .map(bucket -> bucket.getKey().isInfinite() ? "more" : "≤ " + Math.round(bucket.getKey() * 1e3))
                .orElse("-");
    }
}
