package io.candlelake.simulator.advanced;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.market.Product;
import io.candlelake.simulator.market.Trade;
import io.candlelake.simulator.wire.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The feed's frames as text, field for field in the order in which Coinbase Advanced Trade sends them. */
final class AdvancedFrames {
    private AdvancedFrames() {}

    /** {@code {"channel":"market_trades","timestamp":"2026-08-09T21:05:48.251397169Z","sequence_num":9,"events":[...]}}. */
    static String frame(String channel, Instant now, long sequence, String event) {
        return "{\"channel\":\"" + channel
                + "\",\"timestamp\":\"" + GoTime.rfc3339(now)
                + "\",\"sequence_num\":" + sequence
                + ",\"events\":[" + event + "]}";
    }

    /**
     * {@code {"type":"update","trades":[{"product_id":"BTC-USD","trade_id":"1068572091",...}]}}.
     *
     * @param type {@code snapshot} or {@code update}
     * @param newestFirst of one product
     */
    static String trades(String type, List<Trade> newestFirst) {
        return newestFirst.stream()
                .map(AdvancedFrames::trade)
                .collect(Collectors.joining(",", "{\"type\":\"" + type + "\",\"trades\":[", "]}"));
    }

    private static String trade(Trade trade) {
        return "{\"product_id\":\"" + trade.productId()
                + "\",\"trade_id\":\"" + trade.tradeId()
                + "\",\"price\":\"" + trade.priceText()
                + "\",\"size\":\"" + trade.sizeText()
                + "\",\"time\":\"" + GoTime.rfc3339(trade.time().toInstant())
                + "\",\"side\":\"" + trade.takerSide().opposite().label().toUpperCase(Locale.ROOT) + "\"}";
    }

    /** {@code {"subscriptions":{"heartbeats":["heartbeats"],"market_trades":["BTC-USD"]}}}: channels by name. */
    static String subscriptions(Map<AdvancedChannel, Set<ProductId>> products) {
        return new TreeMap<>(products)
                .entrySet().stream()
                        .map(entry -> "\"" + entry.getKey().label() + "\":[" + names(entry) + "]")
                        .collect(Collectors.joining(",", "{\"subscriptions\":{", "}}"));
    }

    private static String names(Map.Entry<AdvancedChannel, Set<ProductId>> entry) {
        return entry.getKey().needsProducts()
                ? entry.getValue().stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","))
                : "\"" + entry.getKey().label() + "\"";
    }

    /** {@code {"current_time":"2026-08-09 21:05:48.854840045 +0000 UTC m=+41691.260485341","heartbeat_counter":41691}}. */
    static String heartbeat(Instant now, long nanosSinceStart) {
        return "{\"current_time\":\"" + GoTime.text(now, nanosSinceStart) + "\",\"heartbeat_counter\":"
                + nanosSinceStart / GoTime.NANOS_PER_SECOND + "}";
    }

    /** {@code {"type":"update","candles":[{"start":"1786309500","high":"1919.6",...}]}}, oldest first. */
    static String candles(String type, ProductId product, Collection<FiveMinutes> candles) {
        return candles.stream()
                .map(candle -> candle.json(product))
                .collect(Collectors.joining(",", "{\"type\":\"" + type + "\",\"candles\":[", "]}"));
    }

    /** {@code {"type":"snapshot","products":[{"product_type":"SPOT","id":"BTC-USD",...}]}}. */
    static String status(Collection<Product> products, Predicate<ProductId> halted) {
        return products.stream()
                .map(product -> status(product, halted.test(product.id())))
                .collect(Collectors.joining(",", "{\"type\":\"snapshot\",\"products\":[", "]}"));
    }

    private static String status(Product product, boolean halted) {
        return "{\"product_type\":\"SPOT\",\"id\":\"" + product.id()
                + "\",\"base_currency\":\"" + product.baseCurrency()
                + "\",\"quote_currency\":\"" + product.quoteCurrency()
                + "\",\"base_increment\":\"" + product.size(1).toPlainString()
                + "\",\"quote_increment\":\"" + product.price(1).toPlainString()
                + "\",\"display_name\":\"" + product.baseCurrency() + "/" + product.quoteCurrency()
                + "\",\"status\":\"" + (halted ? "offline" : "online")
                + "\",\"status_message\":\"" + (halted ? "Trading is halted" : "")
                + "\",\"min_market_funds\":\"1\"}";
    }

    /** {@code {"type":"error","message":"authentication failure"}}. */
    static String error(String message) {
        return "{\"type\":\"error\",\"message\":" + Json.quote(message) + "}";
    }
}
