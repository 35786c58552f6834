package io.candlelake.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TickSumTest {
    @Test
    void orderDoesNotMatter() {
        assertThat(sum(List.of(TickSumTest::first, TickSumTest::second))
                        .sameAs(sum(List.of(TickSumTest::second, TickSumTest::first))))
                .isTrue();
    }

    @Test
    void aRowThatIsAbsentOrTwiceOrAnotherShows() {
        TickSum both = sum(List.of(TickSumTest::first, TickSumTest::second));

        assertThat(both.sameAs(sum(List.of(TickSumTest::first)))).isFalse();
        assertThat(both.sameAs(sum(List.of(TickSumTest::first, TickSumTest::first))))
                .isFalse();
        assertThat(both.sameAs(sum(List.of(TickSumTest::first, TickSumTest::second, TickSumTest::second))))
                .isFalse();
        assertThat(both.sameAs(sum(List.of(TickSumTest::first, TickSumTest::secondAtAnotherPrice))))
                .isFalse();
    }

    private static TickSum sum(List<Consumer<TickSum>> rows) {
        TickSum sum = new TickSum();
        rows.forEach(row -> row.accept(sum));
        return sum;
    }

    private static void first(TickSum sum) {
        sum.add("BTC-USD", 1, 6_351_460, 123_400, true, 1_000_000, 17, "exchange", 1_015_000, 0);
    }

    private static void second(TickSum sum) {
        sum.add("ETH-USD", 1, 6_351_460, 123_400, true, 1_000_000, 17, "exchange", 1_015_000, 1);
    }

    private static void secondAtAnotherPrice(TickSum sum) {
        sum.add("ETH-USD", 1, 6_351_461, 123_400, true, 1_000_000, 17, "exchange", 1_015_000, 1);
    }
}
