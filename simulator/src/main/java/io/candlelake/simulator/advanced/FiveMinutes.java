package io.candlelake.simulator.advanced;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.market.Trade;
import java.math.BigDecimal;

/** A candle of five minutes: {@code 1786309500, open 1919.58, high 1919.6, low 1919.27, close 1919.41, 36.36630914}. */
record FiveMinutes(
        long start,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        Timestamp opened,
        Timestamp closed) {
    private static final long SECONDS = 300;

    static FiveMinutes of(Trade trade) {
        BigDecimal price = trade.price();
        long second = Math.floorDiv(trade.time().epochMicros(), 1_000_000L);
        return new FiveMinutes(
                second - Math.floorMod(second, SECONDS),
                price,
                price,
                price,
                price,
                trade.size(),
                trade.time(),
                trade.time());
    }

    /** With a trade of the same five minutes, which has a later id; by its time it may still be the first. */
    FiveMinutes and(FiveMinutes trade) {
        boolean first = opened.isAfter(trade.opened);
        boolean last = !closed.isAfter(trade.closed);
        return new FiveMinutes(
                start,
                first ? trade.open : open,
                high.max(trade.high),
                low.min(trade.low),
                last ? trade.close : close,
                volume.add(trade.volume),
                first ? trade.opened : opened,
                last ? trade.closed : closed);
    }

    String json(ProductId product) {
        return "{\"start\":\"" + start
                + "\",\"high\":\"" + plain(high)
                + "\",\"low\":\"" + plain(low)
                + "\",\"open\":\"" + plain(open)
                + "\",\"close\":\"" + plain(close)
                + "\",\"volume\":\"" + plain(volume)
                + "\",\"product_id\":\"" + product + "\"}";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
