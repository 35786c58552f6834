package io.candlelake.endtoend.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.expected.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The comparison itself finds what is missing, too much, twice, or different. */
final class DifferenceTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.000001Z");

    @Test
    void equalTicksDifferInNothing() {
        assertThat(difference(expected(trade(1, "1.50"), trade(2, "2")), trade(2, "2.0"), trade(1, "1.5")))
                .isEmpty();
    }

    @Test
    void whatIsMissingTwiceUnexpectedOrDifferentIsSaid() {
        List<String> lines = difference(
                expected(trade(1, "1"), trade(2, "2"), trade(3, "3")),
                trade(1, "1"),
                trade(1, "1"),
                trade(2, "2.000000000000000001"),
                trade(9, "9"));

        assertThat(lines).hasSize(4);
        assertThat(String.join("\n", lines))
                .contains("twice: ")
                .contains("missing: ")
                .contains("unexpected: ")
                .contains("price should be 2, is 2.000000000000000001");
    }

    private static List<String> difference(Map<Trade.Key, Trade> expected, Trade... observed) {
        return Difference.ofTicks(
                expected,
                Arrays.stream(observed)
                        .map(trade -> new ObservedTick(trade, Optional.empty(), "replay", TIME, 0, 0))
                        .toList());
    }

    private static Map<Trade.Key, Trade> expected(Trade... trades) {
        return Arrays.stream(trades).collect(Collectors.toMap(Trade::key, Function.identity()));
    }

    private static Trade trade(long id, String price) {
        return new Trade("PEAR-USD", id, new BigDecimal(price), BigDecimal.ONE, "buy", TIME);
    }
}
