package io.candlelake.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnitsTest {
    @Test
    void bytesHaveThreeDigits() {
        assertThat(Units.bytes(0)).isEqualTo("0 B");
        assertThat(Units.bytes(999)).isEqualTo("999 B");
        assertThat(Units.bytes(1_000)).isEqualTo("1.0 kB");
        assertThat(Units.bytes(99_940)).isEqualTo("99.9 kB");
        assertThat(Units.bytes(99_960)).isEqualTo("100 kB");
        assertThat(Units.bytes(999_499)).isEqualTo("999 kB");
        assertThat(Units.bytes(999_500)).isEqualTo("1.0 MB");
        assertThat(Units.bytes(2_500_000_000L)).isEqualTo("2.5 GB");
    }

    @Test
    void durationsHaveTwoUnits() {
        assertThat(Units.duration(Duration.ofMillis(840))).isEqualTo("0.8 s");
        assertThat(Units.duration(Duration.ofMillis(9_960))).isEqualTo("9 s");
        assertThat(Units.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Units.duration(Duration.ofSeconds(192))).isEqualTo("3m 12s");
        assertThat(Units.duration(Duration.ofMinutes(125))).isEqualTo("2h 05m");
        assertThat(Units.duration(Duration.ofHours(76))).isEqualTo("3d 04h");
    }

    @Test
    void aClockThatIsBehindGivesNoNegativeAge() {
        assertThat(Units.ago(Duration.ofSeconds(-3))).isEqualTo("0.0 s ago");
    }

    @Test
    void amountsAreRoundedToFiveDigits() {
        assertThat(Units.rough(new BigDecimal("1.23456789"))).isEqualTo("1.2346");
        assertThat(Units.rough(new BigDecimal("0.000123456789"))).isEqualTo("0.00012346");
        assertThat(Units.rough(new BigDecimal("123456.7"))).isEqualTo("123457");
        assertThat(Units.rough(new BigDecimal("2071312.5"))).isEqualTo("2.0713M");
        assertThat(Units.rough(new BigDecimal("0.5"))).isEqualTo("0.5");
        assertThat(Units.rough(BigDecimal.ZERO)).isEqualTo("0");
    }

    @Test
    void countsAreGrouped() {
        assertThat(Units.count(1_234_567)).isEqualTo("1,234,567");
    }
}
