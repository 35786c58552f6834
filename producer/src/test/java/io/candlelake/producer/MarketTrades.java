package io.candlelake.producer;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.frame.Trade;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.Verdict;
import io.candlelake.producer.RawTopic.Raw;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Trades as lines, in order: {@code BTC-USD 1052119289 63514.6 0.2 BUY 2026-07-07T22:58:17.164892Z}. */
final class MarketTrades {
    private MarketTrades() {}

    /** Those of a simulator's ledger. */
    static Set<String> of(List<io.candlelake.simulator.market.Trade> ledger) {
        Set<String> lines = new TreeSet<>();
        for (var trade : ledger) {
            lines.add(line(
                    trade.productId(),
                    trade.tradeId().value(),
                    trade.price(),
                    trade.size(),
                    trade.takerSide(),
                    trade.time()));
        }
        return lines;
    }

    /** Those in records of whatever feed, each once. */
    static Set<String> in(List<Raw> records) {
        FrameParser feeds = new FrameParser();
        RestFrameParser rest = new RestFrameParser();
        Set<String> lines = new TreeSet<>();
        for (Raw raw : records) {
            Frame frame = raw.headers().feed() == Feed.REST
                    ? rest.parse(raw.channel(), ProductId.parse(raw.key()), raw.payload())
                    : feeds.parse(raw.payload());
            if (frame instanceof Frame.Trades trades) {
                for (Frame.JudgedTrade judged : trades.trades()) {
                    if (judged.verdict() instanceof Verdict.Accepted<Trade> valid) {
                        Trade trade = valid.value();
                        lines.add(line(
                                trade.productId(),
                                trade.tradeId(),
                                trade.price(),
                                trade.size(),
                                trade.takerSide(),
                                trade.time()));
                    }
                }
            }
        }
        return lines;
    }

    private static String line(
            ProductId product, long tradeId, BigDecimal price, BigDecimal size, TakerSide side, Timestamp time) {
        return product + " " + tradeId + " " + price.stripTrailingZeros().toPlainString() + " "
                + size.stripTrailingZeros().toPlainString() + " " + side + " " + time;
    }
}
