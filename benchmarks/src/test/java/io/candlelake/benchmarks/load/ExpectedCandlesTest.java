package io.candlelake.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedCandlesTest {
    private static final long DAY = 86_400_000_000L;
    private static final long MINUTE = 60_000_000L;

    private final ExpectedCandles expected = new ExpectedCandles(DAY);

    @Test
    void firstIsTheOpenAndLastTheCloseAlsoAtOneTime() {
        trade(1, 0, 10_000, 100_000_000);
        trade(2, 30, 10_300, 200_000_000);
        trade(3, 30, 9_900, 50_000_000);

        Map<Window, CandleValues> candles = expected.candles();

        assertThat(candles).hasSize(6);
        CandleValues wanted = new CandleValues(
                decimal("100"), decimal("103"), decimal("99"), decimal("99"), decimal("3.5"), decimal("355.5"), 3);
        assertThat(candles).allSatisfy((window, candle) -> assertThat(candle.sameAs(wanted))
                .isTrue());
        assertThat(candles).containsKey(new Window("BTC-USD", "1m", 0));
    }

    @Test
    void tradeAtTheEndOfAWindowIsOfTheNext() {
        trade(1, MINUTE - 1, 10_000, 1);
        trade(2, MINUTE, 10_100, 1);

        assertThat(expected.candles())
                .containsKeys(new Window("BTC-USD", "1m", 0), new Window("BTC-USD", "1m", MINUTE))
                .hasSize(7);
    }

    @Test
    void whatClosesTheWindowsIsCountedButHasNoCandle() {
        trade(1, DAY, 10_000, 1);

        assertThat(expected.trades()).isEqualTo(1);
        assertThat(expected.candles()).isEmpty();
    }

    private void trade(long id, long micros, long cents, long units) {
        expected.add(new MadeTrade("BTC-USD", id, cents, units, true, micros, id, id, id));
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
