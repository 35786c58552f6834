package io.candlelake.streams.expected;

import io.candlelake.domain.Candle;
import io.candlelake.domain.TakerSide;
import java.math.BigDecimal;
import java.util.Optional;

/** From the values that came out to those that are compared: the only place that knows both. */
public final class Observed {
    private Observed() {}

    /** A row of candles. */
    public static Row row(Candle candle) {
        Length length = Length.ALL.stream()
                .filter(each -> each.name().equals(candle.interval().label()))
                .findFirst()
                .orElseThrow();
        if (candle.closeTime().epochMicros() != candle.openTime().epochMicros() + length.micros()) {
            throw new AssertionError("opened and closed at " + candle);
        }
        return new Row(
                length,
                candle.openTime().epochMicros(),
                candle.prices().map(prices -> numbers(candle, prices)),
                candle.missingTrades(),
                candle.complete(),
                candle.status().name(),
                candle.revision(),
                candle.reason().name());
    }

    private static Numbers numbers(Candle candle, Candle.Prices prices) {
        Candle.TradeIds ids = candle.tradeIds().orElse(new Candle.TradeIds(0, 0));
        return new Numbers(
                prices.open(),
                prices.high(),
                prices.low(),
                prices.close(),
                candle.volume(),
                candle.notional(),
                prices.vwap(),
                candle.buyVolume(),
                candle.sellVolume(),
                candle.tradeCount(),
                ids.first(),
                ids.last());
    }

    /** A tick. */
    public static Trade trade(long id, long micros, BigDecimal price, BigDecimal size, TakerSide side) {
        return new Trade(id, micros, price, size, side == TakerSide.BUY);
    }

    /** A row without trades has no prices and nothing that adds up. */
    public static Optional<String> lackOfNothing(Candle candle) {
        boolean isTraded = candle.tradeCount() > 0;
        boolean sums = candle.volume().signum() > 0 && candle.notional().signum() >= 0;
        return isTraded == candle.prices().isPresent()
                        && isTraded == candle.tradeIds().isPresent()
                        && isTraded == sums
                ? Optional.empty()
                : Optional.of("neither with nor without trades: " + candle);
    }
}
