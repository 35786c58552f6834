package io.candlelake.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagsTest {
    @Test
    void percentileIsTheSmallestThatSoManyDoNotExceed() {
        long[] millis = new long[200];
        for (int i = 0; i < 100; i++) {
            millis[i] = 100L - i;
        }
        Lags lags = Lags.of(millis, 100);

        assertThat(lags.count()).isEqualTo(100);
        assertThat(lags.percentile(50)).isEqualTo(50);
        assertThat(lags.percentile(99)).isEqualTo(99);
        assertThat(lags.percentile(100)).isEqualTo(100);
        assertThat(Lags.of(millis, 0).percentile(99)).isZero();
    }
}
