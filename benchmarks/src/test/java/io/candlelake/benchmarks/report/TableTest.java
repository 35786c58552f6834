package io.candlelake.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void firstColumnStandsLeftAndTheOthersRight() {
        assertThat(new Table("contestant", "rec/s")
                        .row("c1", "1,412,000")
                        .row("textbook", "-")
                        .toString())
                .isEqualTo("""
                        contestant      rec/s
                        c1          1,412,000
                        textbook            -
                        """);
    }

    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Numbers.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Numbers.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
        assertThat(Numbers.median(List.of())).isZero();
    }
}
