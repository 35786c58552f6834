package io.candlelake.local.view;

import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleFold;
import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Tick;
import io.candlelake.domain.Timestamp;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Each product's last trade and the minute that it is in, folded from ticks in whatever order:
 * {@code candles.add(tick); candles.quotes()}.
 */
final class OpenCandles {
    private final Map<ProductId, Open> products = new TreeMap<>();

    void add(Tick tick) {
        products.computeIfAbsent(tick.productId(), product -> new Open()).add(tick);
    }

    /** By product. */
    List<Quote> quotes() {
        return products.entrySet().stream()
                .flatMap(entry -> entry.getValue().quote(entry.getKey()).stream())
                .toList();
    }

    /**
     * A product as of its last trade, whose price is the close of the minute that it is in.
     *
     * @param product the market
     * @param direction of the last change of that price: 1 up, -1 down, 0 where none was seen
     * @param time of the last trade
     * @param openTime of the minute it is in
     * @param prices of that minute
     * @param volume of that minute
     * @param trades of that minute
     */
    record Quote(
            ProductId product,
            int direction,
            Timestamp time,
            Timestamp openTime,
            Candle.Prices prices,
            BigDecimal volume,
            long trades) {}

    private static final class Open {
        private Optional<Tick> last = Optional.empty();
        private CandleFold fold = new CandleFold();
        private long minute = Long.MIN_VALUE;
        private int direction;

        void add(Tick tick) {
            long micros = tick.time().epochMicros();
            long itsMinute = Math.floorDiv(micros, Interval.ONE_MINUTE.micros());
            if (itsMinute > minute) {
                minute = itsMinute;
                fold = new CandleFold();
            }
            if (itsMinute == minute) {
                fold.add(micros, tick.tradeId().value(), tick.price(), tick.size(), tick.takerSide());
            }
            if (last.isEmpty() || isLater(tick, last.get())) {
                int change = last.map(before -> tick.price().compareTo(before.price()))
                        .orElse(0);
                direction = change == 0 ? direction : change;
                last = Optional.of(tick);
            }
        }

        private static boolean isLater(Tick tick, Tick than) {
            int times = tick.time().compareTo(than.time());
            return times > 0 || (times == 0 && tick.tradeId().compareTo(than.tradeId()) > 0);
        }

        Optional<Quote> quote(ProductId product) {
            return last.flatMap(tick -> fold.prices()
                    .map(prices -> new Quote(
                            product,
                            direction,
                            tick.time(),
                            new Timestamp(minute * Interval.ONE_MINUTE.micros()),
                            prices,
                            fold.volume(),
                            fold.tradeCount())));
        }
    }
}
