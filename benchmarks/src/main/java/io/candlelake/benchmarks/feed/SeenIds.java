package io.candlelake.benchmarks.feed;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.frame.Trade;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which trades stand in raw_messages, by feed or by REST, and up to which there must be. */
final class SeenIds {
    private final FrameParser parser = new FrameParser();
    private final RestFrameParser restParser = new RestFrameParser();
    private final Map<ProductId, Product> products = new HashMap<>();
    private long byRest;

    private static final class Product {
        private final LongRanges seen = new LongRanges();
        private long first = Long.MAX_VALUE;
        private long newest;

        long missing() {
            return first > newest ? 0 : seen.missing(first, newest);
        }
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        RawHeaders headers = RawHeaders.of(record.headers(), record.timestamp());
        Optional<ProductId> key = record.key() == null
                ? Optional.empty()
                : ProductId.parse(new String(record.key(), StandardCharsets.UTF_8));
        Frame frame = RestFrameParser.reads(headers.feed(), headers.channel())
                ? restParser.parse(headers.channel(), key, record.value())
                : parser.parse(record.value());
        if (frame instanceof Frame.Trades trades) {
            trades.trades().forEach(trade -> add(trade, trades.kind()));
        } else if (frame instanceof Frame.Heartbeat heartbeat) {
            heartbeat.productId().ifPresent(product -> known(product, heartbeat.lastTradeId()));
        }
    }

    private void add(Frame.JudgedTrade judged, String kind) {
        if (judged.verdict() instanceof Verdict.Accepted<Trade> accepted) {
            Trade trade = accepted.value();
            Product product = product(trade.productId());
            boolean isNew = product.seen.add(trade.tradeId());
            byRest += isNew && kind.equals(RestFrameParser.TRADES) ? 1 : 0;
            product.first = Math.min(product.first, trade.tradeId());
            product.newest = Math.max(product.newest, trade.tradeId());
        }
    }

    /** A heartbeat says that the trade exists. */
    private void known(ProductId id, long tradeId) {
        Product product = product(id);
        product.newest = Math.max(product.newest, tradeId);
    }

    private Product product(ProductId id) {
        return products.computeIfAbsent(id, key -> new Product());
    }

    /** Trades that came by REST before any feed brought them. */
    long byRest() {
        return byRest;
    }

    /** Trades between the first and the newest known that are not there. */
    long missing() {
        return products.values().stream().mapToLong(Product::missing).sum();
    }
}
