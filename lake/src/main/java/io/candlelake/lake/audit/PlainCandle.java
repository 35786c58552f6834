package io.candlelake.lake.audit;

import io.candlelake.lake.row.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A window's trades folded in the plainest way, from rows of ticks: no code of the streams app, so that it cannot agree with its own
 * mistakes.
 */
final class PlainCandle {
    private static final int SCALE = 18;

    private @Nullable Row first;
    private @Nullable Row last;
    private BigDecimal high = BigDecimal.ZERO;
    private BigDecimal low = BigDecimal.ZERO;
    private BigDecimal notional = BigDecimal.ZERO;
    private BigDecimal bought = BigDecimal.ZERO;
    private BigDecimal sold = BigDecimal.ZERO;
    private long firstId = Long.MAX_VALUE;
    private long lastId = Long.MIN_VALUE;
    private long count;

    void add(Row tick) {
        BigDecimal price = tick.decimal("price");
        BigDecimal size = tick.decimal("size");
        high = count == 0 ? price : high.max(price);
        low = count == 0 ? price : low.min(price);
        first = first == null || isBefore(tick, first) ? tick : first;
        last = last == null || isBefore(last, tick) ? tick : last;
        notional = notional.add(price.multiply(size));
        if (tick.text("taker_side").equals("buy")) {
            bought = bought.add(size);
        } else {
            sold = sold.add(size);
        }
        firstId = Math.min(firstId, tick.number("trade_id"));
        lastId = Math.max(lastId, tick.number("trade_id"));
        count++;
    }

    private static boolean isBefore(Row one, Row other) {
        long time = one.micros("time");
        long otherTime = other.micros("time");
        return time < otherTime || (time == otherTime && one.number("trade_id") < other.number("trade_id"));
    }

    long count() {
        return count;
    }

    long firstId() {
        return firstId;
    }

    long lastId() {
        return lastId;
    }

    /** What the row says otherwise, missing trades apart: {@code volume is 2, the ticks make 3}. */
    List<String> differences(Row candle) {
        List<String> differences = new ArrayList<>();
        BigDecimal volume = bought.add(sold);
        BigDecimal rounded = notional.setScale(SCALE, RoundingMode.HALF_EVEN);
        compare(candle, "open", first == null ? null : first.decimal("price"), differences);
        compare(candle, "high", count == 0 ? null : high, differences);
        compare(candle, "low", count == 0 ? null : low, differences);
        compare(candle, "close", last == null ? null : last.decimal("price"), differences);
        compare(candle, "volume", volume, differences);
        compare(candle, "notional", rounded, differences);
        compare(
                candle,
                "vwap",
                count == 0 ? null : notional.divide(volume, SCALE, RoundingMode.HALF_EVEN),
                differences);
        compare(candle, "buy_volume", bought, differences);
        compare(candle, "sell_volume", sold, differences);
        compare(candle, "trade_count", count, differences);
        compare(candle, "first_trade_id", count == 0 ? null : firstId, differences);
        compare(candle, "last_trade_id", count == 0 ? null : lastId, differences);
        if ((count > 0) != candle.text("status").equals("TRADED")) {
            differences.add("status is " + candle.text("status") + ", the ticks are " + count);
        }
        return differences;
    }

    private static void compare(Row candle, String column, @Nullable Object made, List<String> differences) {
        Object said = candle.get(column);
        boolean equal = made instanceof BigDecimal number
                ? (said instanceof BigDecimal decimal && decimal.compareTo(number) == 0)
                : Objects.equals(said, made);
        if (!equal) {
            Object shown = made instanceof BigDecimal number
                    ? number.stripTrailingZeros().toPlainString()
                    : made;
            differences.add(
                    column + " is " + candle.shown(column) + ", the ticks make " + (shown == null ? "none" : shown));
        }
    }
}
