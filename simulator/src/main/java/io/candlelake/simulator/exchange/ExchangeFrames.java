package io.candlelake.simulator.exchange;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.market.Product;
import io.candlelake.simulator.market.Trade;
import io.candlelake.simulator.wire.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The feed's frames as text, field for field in the order in which Coinbase Exchange sends them. */
final class ExchangeFrames {
    private ExchangeFrames() {}

    /** {@code {"type":"match","trade_id":1052119289,...}}. */
    static String match(Trade trade) {
        return trade("match", trade);
    }

    /** {@code {"type":"last_match",...}}: the newest trade before the subscription. */
    static String lastMatch(Trade trade) {
        return trade("last_match", trade);
    }

    private static String trade(String type, Trade trade) {
        return "{\"type\":\"" + type
                + "\",\"trade_id\":" + trade.tradeId()
                + ",\"maker_order_id\":\"" + trade.makerOrderId()
                + "\",\"taker_order_id\":\"" + trade.takerOrderId()
                + "\",\"side\":\"" + trade.takerSide().opposite().label()
                + "\",\"size\":\"" + trade.sizeText()
                + "\",\"price\":\"" + trade.priceText()
                + "\",\"product_id\":\"" + trade.productId()
                + "\",\"sequence\":" + trade.sequence()
                + ",\"time\":\"" + trade.time() + "\"}";
    }

    /** {@code {"type":"heartbeat","last_trade_id":1052119293,...}}; both numbers are 0 before the first trade. */
    static String heartbeat(Product product, Optional<Trade> last, Timestamp second) {
        long lastTradeId = last.map(trade -> trade.tradeId().value()).orElse(0L);
        long sequence = last.map(trade -> product.heartbeatSequence(trade.sequence(), second))
                .orElse(0L);
        return "{\"type\":\"heartbeat\",\"last_trade_id\":" + lastTradeId
                + ",\"product_id\":\"" + product.id()
                + "\",\"sequence\":" + sequence
                + ",\"time\":\"" + second + "\"}";
    }

    /** {@code {"type":"subscriptions","channels":[{"name":"matches","product_ids":["BTC-USD"],"account_ids":null}]}}. */
    static String subscriptions(Map<ExchangeChannel, ? extends Collection<ProductId>> products) {
        String channels = products.entrySet().stream()
                .map(entry -> "{\"name\":\"" + entry.getKey().label() + "\",\"product_ids\":["
                        + entry.getValue().stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","))
                        + "],\"account_ids\":null}")
                .collect(Collectors.joining(","));
        return "{\"type\":\"subscriptions\",\"channels\":[" + channels + "]}";
    }

    /** {@code {"type":"status","products":[{"id":"BTC-USD",...}],"currencies":[{"id":"USD",...}]}}. */
    static String status(Collection<Product> products, Predicate<ProductId> halted) {
        String rows = products.stream()
                .map(product -> product(product, halted.test(product.id())))
                .collect(Collectors.joining(","));
        String currencies = products.stream()
                .flatMap(product -> Stream.of(product.baseCurrency(), product.quoteCurrency()))
                .distinct()
                .map(ExchangeFrames::currency)
                .collect(Collectors.joining(","));
        return "{\"type\":\"status\",\"products\":[" + rows + "],\"currencies\":[" + currencies + "]}";
    }

    private static String product(Product product, boolean halted) {
        return "{\"id\":\"" + product.id()
                + "\",\"base_currency\":\"" + product.baseCurrency()
                + "\",\"quote_currency\":\"" + product.quoteCurrency()
                + "\",\"base_increment\":\"" + product.size(1).toPlainString()
                + "\",\"quote_increment\":\"" + product.price(1).toPlainString()
                + "\",\"display_name\":\"" + product.id()
                + "\",\"status\":\"" + (halted ? "offline" : "online")
                + "\",\"margin_enabled\":false,\"status_message\":\"" + (halted ? "Trading is halted" : "")
                + "\",\"min_market_funds\":\"1\",\"post_only\":false,\"limit_only\":false,\"cancel_only\":false"
                + ",\"auction_mode\":false,\"type\":\"spot\",\"fx_stablecoin\":false"
                + ",\"max_slippage_percentage\":\"0.02000000\"}";
    }

    private static String currency(String id) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + id
                + "\",\"display_name\":\"\",\"min_size\":\"0.00000001\",\"status\":\"online\",\"status_message\":\"\""
                + ",\"max_precision\":\"0.00000001\",\"convertible_to\":[],\"details\":{},\"default_network\":\"\""
                + ",\"supported_networks\":[]}";
    }

    /** {@code {"type":"error","message":"Failed to subscribe","reason":"FOO-BAR is not a valid product"}}. */
    static String error(String message, String reason) {
        return "{\"type\":\"error\",\"message\":" + Json.quote(message) + ",\"reason\":" + Json.quote(reason) + "}";
    }
}
