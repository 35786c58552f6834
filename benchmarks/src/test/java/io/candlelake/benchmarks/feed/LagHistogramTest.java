package io.candlelake.benchmarks.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagHistogramTest {
    @Test
    void histogramCountsWhatCameSinceTheOneBefore() {
        LagHistogram before = LagHistogram.parse(metrics(100, 100, 100));
        LagHistogram after = LagHistogram.parse(metrics(102, 199, 200));

        assertThat(after.since(before).percentile(1)).isEqualTo("≤ 5");
        assertThat(after.since(before).percentile(50)).isEqualTo("≤ 10");
        assertThat(after.since(before).percentile(100)).isEqualTo("more");
    }

    @Test
    void producerWithoutMetricsHasNoPercentile() {
        assertThat(LagHistogram.parse("").since(LagHistogram.parse("")).percentile(50))
                .isEqualTo("-");
    }

    private static String metrics(int until5, int until10, int all) {
        return """
                # TYPE candlelake_producer_lag_seconds histogram
                candlelake_producer_lag_seconds_bucket{le="0.005"} %d
                candlelake_producer_lag_seconds_bucket{le="0.01"} %d
                candlelake_producer_lag_seconds_bucket{le="+Inf"} %d
                candlelake_producer_lag_seconds_count %d
                """.formatted(until5, until10, all, all);
    }
}
