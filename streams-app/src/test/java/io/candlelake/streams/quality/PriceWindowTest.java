package io.candlelake.streams.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The rolling median and the median absolute deviation, beside a plain calculation from the list. */
class PriceWindowTest {
    private static final long SECOND = 1_000_000L;
    private static final SpikeSettings THREE =
            new SpikeSettings(true, BigDecimal.valueOf(8), new BigDecimal("0.0005"), 60 * SECOND, 3, 60 * SECOND);

    @Property(tries = 2_000)
    void boundsAreTheMedianPlusAndMinusSoManyDeviations(
            @ForAll long seed, @ForAll @IntRange(min = 3, max = 150) int count) {
        Random random = new Random(seed);
        PriceWindow window = new PriceWindow();
        List<BigDecimal> all = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        long time = 0;
        for (int i = 0; i < count; i++) {
            time += SECOND * (1 + random.nextInt(3));
            // Few different prices, and of different scales, so that many are equal.
            BigDecimal price = BigDecimal.valueOf(9_000 + random.nextInt(2_000), random.nextInt(3));
            window.offer(time, price, THREE);
            all.add(price);
            times.add(time);
        }
        long judged = time + SECOND;
        List<BigDecimal> kept = new ArrayList<>();
        for (int i = Math.max(0, count - 60); i < count; i++) {
            if (times.get(i) >= judged - 60 * SECOND) {
                kept.add(all.get(i));
            }
        }
        PriceWindow.Bounds bounds = window.bounds(judged, THREE);
        if (kept.size() < 3) {
            assertThat(bounds).isNull();
            return;
        }
        BigDecimal median = median(kept);
        BigDecimal deviation =
                median(kept.stream().map(price -> price.subtract(median).abs()).toList());
        BigDecimal reach =
                deviation.max(median.multiply(new BigDecimal("0.0005"))).multiply(BigDecimal.valueOf(8));
        assertThat(Objects.requireNonNull(bounds).median()).isEqualByComparingTo(median);
        assertThat(bounds.low()).isEqualByComparingTo(median.subtract(reach));
        assertThat(bounds.high()).isEqualByComparingTo(median.add(reach));
    }

    private static BigDecimal median(List<BigDecimal> numbers) {
        List<BigDecimal> sorted = numbers.stream().sorted().toList();
        int size = sorted.size();
        return size % 2 == 1
                ? sorted.get(size / 2)
                : sorted.get(size / 2 - 1).add(sorted.get(size / 2)).divide(BigDecimal.valueOf(2));
    }

    @Test
    void oneWildPriceAmongSixtyBarelyMovesTheBounds() {
        PriceWindow window = new PriceWindow();
        for (int i = 0; i < 59; i++) {
            window.offer(i * SECOND, new BigDecimal(100 + i % 3), THREE);
        }
        PriceWindow.Bounds before = Objects.requireNonNull(window.bounds(59 * SECOND, THREE));
        window.offer(59 * SECOND, new BigDecimal("99999999"), THREE);
        assertThat(Objects.requireNonNull(window.bounds(60 * SECOND, THREE)).high())
                .isEqualByComparingTo(before.high())
                .isEqualByComparingTo("109");
    }

    @Test
    void aFlatMarketHasTheFloorForADeviation() {
        PriceWindow window = new PriceWindow();
        for (int i = 0; i < 10; i++) {
            window.offer(i * SECOND, new BigDecimal("100.00"), THREE);
        }
        PriceWindow.Bounds bounds = Objects.requireNonNull(window.bounds(10 * SECOND, THREE));
        assertThat(bounds.low()).isEqualByComparingTo("99.6");
        assertThat(bounds.high()).isEqualByComparingTo("100.4");
    }

    @Test
    void pricesAreNoCloserThanASixtiethOfTheWindow() {
        PriceWindow window = new PriceWindow();
        window.offer(0, BigDecimal.ONE, SpikeSettings.DEFAULT);
        window.offer(4_999_999, BigDecimal.TEN, SpikeSettings.DEFAULT);
        window.offer(5_000_000, BigDecimal.TEN, SpikeSettings.DEFAULT);
        assertThat(window.samples()).extracting(PriceWindow.Sample::time).containsExactly(0L, 5_000_000L);
    }
}
