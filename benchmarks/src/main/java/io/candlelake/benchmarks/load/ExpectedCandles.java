package io.candlelake.benchmarks.load;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * The candles of a load, calculated from its trades in whole numbers and knowing nothing of the product's own code: the
 * trades come in order of time and id, so the first is the open and the last the close.
 */
public final class ExpectedCandles {
    private static final Map<String, Long> MINUTES =
            Map.of("1m", 1L, "5m", 5L, "15m", 15L, "1h", 60L, "6h", 360L, "1d", 1_440L);
    private static final long MICROS_PER_MINUTE = 60_000_000L;

    private final long endMicros;
    private final Map<Window, Sums> windows = new HashMap<>();
    private long trades;

    /** @param endMicros windows that begin there or later are not counted: no later trade closes them */
    public ExpectedCandles(long endMicros) {
        this.endMicros = endMicros;
    }

    /** The next trade in order of time and id. */
    public void add(MadeTrade trade) {
        trades++;
        if (trade.micros() >= endMicros) {
            return;
        }
        BigInteger notional = BigInteger.valueOf(trade.priceCents()).multiply(BigInteger.valueOf(trade.sizeUnits()));
        MINUTES.forEach((interval, minutes) -> {
            long length = minutes * MICROS_PER_MINUTE;
            Window window = new Window(trade.product(), interval, trade.micros() / length * length);
            windows.computeIfAbsent(window, key -> new Sums(trade)).add(trade, notional);
        });
    }

    /** How many trades there were, each once. */
    public long trades() {
        return trades;
    }

    public Map<Window, CandleValues> candles() {
        Map<Window, CandleValues> candles = new HashMap<>(windows.size() * 2);
        windows.forEach((window, sums) -> candles.put(window, sums.values()));
        return candles;
    }

    private static final class Sums {
        private final long open;
        private long high;
        private long low;
        private long close;
        private long units;
        private BigInteger notional = BigInteger.ZERO;
        private long count;

        Sums(MadeTrade first) {
            open = first.priceCents();
            high = open;
            low = open;
        }

        void add(MadeTrade trade, BigInteger tradeNotional) {
            high = Math.max(high, trade.priceCents());
            low = Math.min(low, trade.priceCents());
            close = trade.priceCents();
            units += trade.sizeUnits();
            notional = notional.add(tradeNotional);
            count++;
        }

        CandleValues values() {
            return new CandleValues(
                    price(open),
                    price(high),
                    price(low),
                    price(close),
                    BigDecimal.valueOf(units, MadeTrade.SIZE_SCALE),
                    new BigDecimal(notional, MadeTrade.PRICE_SCALE + MadeTrade.SIZE_SCALE),
                    count);
        }

        private static BigDecimal price(long cents) {
            return BigDecimal.valueOf(cents, MadeTrade.PRICE_SCALE);
        }
    }
}
