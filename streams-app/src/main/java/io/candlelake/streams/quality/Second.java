package io.candlelake.streams.quality;

import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.domain.Amount;
import java.util.List;

/**
 * What the prices of one second of event time were: its highest, its lowest and its last trade. The same whatever order they
 * came in. Mutable, so that a trade allocates nothing.
 */
final class Second {
    static final long MICROS = 1_000_000L;

    final Extreme high = new Extreme();
    final Extreme low = new Extreme();
    final Extreme last = new Extreme();

    /** A trade of the second, and its price. Of equal ones the first by (time, trade id). */
    static final class Extreme {
        final Amount price = new Amount();
        long time;
        long tradeId;

        private void set(FlatTrade trade) {
            price.set(trade.price());
            time = trade.epochMicros();
            tradeId = trade.tradeId();
        }

        private boolean isBefore(FlatTrade trade) {
            return time < trade.epochMicros() || (time == trade.epochMicros() && tradeId < trade.tradeId());
        }
    }

    /** A second with its first trade to come. */
    Second(FlatTrade first) {
        high.set(first);
        low.set(first);
        last.set(first);
    }

    /** As it was stored; the parts are put back one by one. */
    Second() {}

    /** In the order in which they are stored. */
    List<Extreme> extremes() {
        return List.of(high, low, last);
    }

    void add(FlatTrade trade) {
        int aboveHigh = trade.price().compareTo(high.price);
        if (aboveHigh > 0 || (aboveHigh == 0 && !high.isBefore(trade))) {
            high.set(trade);
        }
        int aboveLow = trade.price().compareTo(low.price);
        if (aboveLow < 0 || (aboveLow == 0 && !low.isBefore(trade))) {
            low.set(trade);
        }
        if (last.isBefore(trade)) {
            last.set(trade);
        }
    }
}
