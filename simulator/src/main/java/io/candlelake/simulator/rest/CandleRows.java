package io.candlelake.simulator.rest;

import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.ledger.TradeTape;
import io.candlelake.simulator.market.Trade;
import io.candlelake.simulator.wire.BadRequest;
import io.candlelake.simulator.wire.Query;
import io.candlelake.simulator.wire.Reply;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code GET /products/{id}/candles}: rows of {@code [time, low, high, open, close, volume]}, newest first, none empty. */
final class CandleRows {
    private static final Set<Long> GRANULARITIES = Set.of(60L, 300L, 900L, 3_600L, 21_600L, 86_400L);
    private static final long MOST_ROWS = 300;

    private CandleRows() {}

    /** Without both start and end, the newest 300 rows. Throws {@link BadRequest} as Coinbase does. */
    static Reply answer(Query query, TradeTape tape, Timestamp now) {
        long granularity = query.number("granularity", 0).orElse(60L);
        if (!GRANULARITIES.contains(granularity)) {
            throw new BadRequest("Unsupported granularity");
        }
        long end = seconds(now);
        long start = end - (MOST_ROWS - 1) * granularity;
        if (query.time("start").isPresent() && query.time("end").isPresent()) {
            start = seconds(query.time("start").orElseThrow());
            end = seconds(query.time("end").orElseThrow());
        }
        if (start > end) {
            throw new BadRequest("start must be before end");
        }
        if ((end - start) / granularity > MOST_ROWS) {
            throw new BadRequest("granularity too small for the requested time range. "
                    + "Count of aggregations requested exceeds " + MOST_ROWS);
        }
        return Reply.ok(rows(tape, granularity, start - start % granularity, end).descendingMap().values().stream()
                .map(Row::json)
                .collect(Collectors.joining(",", "[", "]")));
    }

    /** By opening time, from the first that opens at {@code from} to the last that opens at {@code to}. */
    private static NavigableMap<Long, Row> rows(TradeTape tape, long granularity, long from, long to) {
        NavigableMap<Long, Row> rows = new TreeMap<>();
        // By time, then id: they differ where the exchange's clock went wrong.
        List<Trade> trades =
                tape.trades().stream().sorted(Comparator.comparing(Trade::time)).toList();
        for (Trade trade : trades) {
            long second = seconds(trade.time());
            long open = second - second % granularity;
            if (open >= from && open <= to) {
                rows.merge(open, Row.of(open, trade), Row::then);
            }
        }
        if (tape.isCut()) {
            // Part of the oldest row's trades may be gone: rather no row than a wrong one.
            long oldest = seconds(trades.get(0).time());
            rows.remove(oldest - oldest % granularity);
        }
        return rows;
    }

    private static long seconds(Timestamp time) {
        return Math.floorDiv(time.epochMicros(), 1_000_000L);
    }

    private record Row(
            long time, BigDecimal low, BigDecimal high, BigDecimal open, BigDecimal close, BigDecimal volume) {
        static Row of(long time, Trade trade) {
            return new Row(time, trade.price(), trade.price(), trade.price(), trade.price(), trade.size());
        }

        Row then(Row later) {
            return new Row(time, low.min(later.low), high.max(later.high), open, later.close, volume.add(later.volume));
        }

        String json() {
            return "[" + time + "," + plain(low) + "," + plain(high) + "," + plain(open) + "," + plain(close) + ","
                    + plain(volume) + "]";
        }

        private static String plain(BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
    }
}
