package io.candlelake.simulator.rest;

import io.candlelake.simulator.ledger.TradeTape;
import io.candlelake.simulator.market.Trade;
import io.candlelake.simulator.wire.Query;
import io.candlelake.simulator.wire.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code GET /products/{id}/trades}: newest first; {@code after=<id>} pages to older ones, {@code before=<id>} gives the
 * newest page of what is newer, not the page next to the id.
 */
final class TradePages {
    private static final int MOST_TRADES = 1_000;

    /** Coinbase's REST prices have at least eight digits after the point, other than those of its feed. */
    private static final int LEAST_SCALE = 8;

    private TradePages() {}

    static Reply answer(Query query, TradeTape tape) {
        long limit = Math.min(MOST_TRADES, query.number("limit", 1).orElse((long) MOST_TRADES));
        List<Trade> page = tape.newest(
                (int) limit,
                query.number("before", 0).orElse(0L),
                query.number("after", 0).orElse(Long.MAX_VALUE));
        Reply reply = Reply.ok(page.stream().map(TradePages::json).collect(Collectors.joining(",", "[", "]")));
        return page.isEmpty()
                ? reply
                : reply.with(Map.of(
                        "cb-before", page.get(0).tradeId().toString(),
                        "cb-after", page.get(page.size() - 1).tradeId().toString()));
    }

    private static String json(Trade trade) {
        return "{\"trade_id\":" + trade.tradeId()
                + ",\"side\":\"" + trade.takerSide().opposite().label()
                + "\",\"size\":\"" + padded(trade.size())
                + "\",\"price\":\"" + padded(trade.price())
                + "\",\"time\":\"" + trade.time() + "\"}";
    }

    private static String padded(BigDecimal number) {
        return number.setScale(Math.max(LEAST_SCALE, number.scale())).toPlainString();
    }
}
