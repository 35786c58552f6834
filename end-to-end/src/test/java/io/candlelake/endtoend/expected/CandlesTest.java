package io.candlelake.endtoend.expected;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The calculation that everything is compared with, against numbers worked out by hand. */
final class CandlesTest {
    private static final List<Trade> TRADES = List.of(
            trade(13, "9", "3", "sell", "2026-01-01T00:00:59.999999Z"),
            trade(10, "10", "1", "buy", "2026-01-01T00:00:00Z"),
            trade(11, "12", "2", "sell", "2026-01-01T00:00:00Z"),
            trade(11, "99", "2", "sell", "2026-01-01T00:00:00Z"),
            trade(14, "8.50", "0.5", "buy", "2026-01-01T00:01:00Z"));

    @Test
    void aMinuteIsFoldedByTimeAndId() {
        Candle minute = candle("1m", "2026-01-01T00:00:00Z");

        assertThat(minute.closeTime()).isEqualTo("2026-01-01T00:01:00Z");
        assertThat(List.of(minute.open(), minute.high(), minute.low(), minute.close()))
                .isEqualTo(decimals("10", "12", "9", "9"));
        assertThat(List.of(minute.volume(), minute.notional(), minute.buyVolume(), minute.sellVolume()))
                .isEqualTo(decimals("6", "61", "1", "5"));
        assertThat(minute.vwap()).isEqualByComparingTo("10.166666666666666667");
        assertThat(minute.tradeCount()).isEqualTo(3);
        assertThat(minute.missingTrades()).as("12").isEqualTo(1);
    }

    @Test
    void aDayHoldsTheTradesOfItsMinutes() {
        Candle day = candle("1d", "2026-01-01T00:00:00Z");

        assertThat(day.tradeCount()).isEqualTo(4);
        assertThat(day.close()).isEqualByComparingTo("8.5");
        assertThat(day.notional()).isEqualByComparingTo("65.25");
        assertThat(day.lastTradeId()).isEqualTo(14);
    }

    @Test
    void everyIntervalHasItsCandle() {
        assertThat(Candles.of(TRADES)).hasSize(2 + 5);
    }

    private static Candle candle(String interval, String openTime) {
        Map<Candle.Key, Candle> candles = Candles.of(TRADES);
        Candle.Key key = new Candle.Key("PEAR-USD", interval, Instant.parse(openTime));
        assertThat(candles).containsKey(key);
        return candles.getOrDefault(key, candles.values().iterator().next());
    }

    private static List<BigDecimal> decimals(String... words) {
        return List.of(words).stream()
                .map(word -> new BigDecimal(word).stripTrailingZeros())
                .toList();
    }

    private static Trade trade(long id, String price, String size, String takerSide, String time) {
        return new Trade("PEAR-USD", id, new BigDecimal(price), new BigDecimal(size), takerSide, Instant.parse(time));
    }
}
