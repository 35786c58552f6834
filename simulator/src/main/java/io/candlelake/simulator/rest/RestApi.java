package io.candlelake.simulator.rest;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.ledger.TradeTape;
import io.candlelake.simulator.market.Product;
import io.candlelake.simulator.market.Trade;
import io.candlelake.simulator.wire.BadRequest;
import io.candlelake.simulator.wire.Limit;
import io.candlelake.simulator.wire.Query;
import io.candlelake.simulator.wire.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The REST API, as one function from a request to its answer. */
public final class RestApi {
    private static final Reply NOT_FOUND = Reply.error(404, "NotFound");

    private final Ledger ledger;
    private final Limit limit;
    private final Predicate<ProductId> halted;

    public RestApi(Ledger ledger, Limit limit, Predicate<ProductId> halted) {
        this.ledger = ledger;
        this.limit = limit;
        this.halted = halted;
    }

    /**
     * {@code answer("127.0.0.1", "/products/BTC-USD/trades", limit=100, ...)}.
     *
     * @param address whose allowance the request is taken from
     * @param nanoTime of a clock that never goes back, for the allowance
     */
    public Reply answer(String address, String path, Query query, Timestamp now, long nanoTime) {
        List<String> parts = List.of(path.substring(1).split("/"));
        try {
            return switch (parts.get(0)) {
                case "products" -> limit.allows(address, nanoTime) ? products(parts, query, now) : tooMany();
                // Another host at Coinbase, with another limit: not counted here.
                case "v2" ->
                    parts.size() == 4 && path.startsWith("/v2/prices/") && path.endsWith("/spot")
                            ? product(parts.get(2), (product, tape) -> Reply.ok(spot(product, tape)))
                            : NOT_FOUND;
                case "health" ->
                    path.equals("/health/ready") || path.equals("/health/live")
                            ? Reply.ok("{\"ready\":true}")
                            : NOT_FOUND;
                default -> NOT_FOUND;
            };
        } catch (BadRequest wrong) {
            return Reply.error(400, String.valueOf(wrong.getMessage()));
        }
    }

    static Reply tooMany() {
        return Reply.error(429, "Public rate limit exceeded").with(Map.of("retry-after", "1"));
    }

    private Reply products(List<String> parts, Query query, Timestamp now) {
        if (parts.size() == 1) {
            return Reply.ok(ledger.products().stream().map(this::json).collect(Collectors.joining(",", "[", "]")));
        }
        return product(parts.get(1), (product, tape) -> {
            String rest = String.join("/", parts.subList(2, parts.size()));
            return switch (rest) {
                case "" -> Reply.ok(json(product));
                case "trades" -> TradePages.answer(query, tape);
                case "candles" -> CandleRows.answer(query, tape, now);
                default -> NOT_FOUND;
            };
        });
    }

    private Reply product(String name, BiFunction<Product, TradeTape, Reply> answer) {
        return ProductId.parse(name)
                .flatMap(ledger::product)
                .flatMap(product -> ledger.tape(product.id()).map(tape -> answer.apply(product, tape)))
                .orElse(NOT_FOUND);
    }

    private static String spot(Product product, TradeTape tape) {
        BigDecimal price = tape.last().map(Trade::price).orElse(product.price(product.openingPrice()));
        return "{\"data\":{\"amount\":\"" + price.stripTrailingZeros().toPlainString()
                + "\",\"base\":\"" + product.baseCurrency()
                + "\",\"currency\":\"" + product.quoteCurrency() + "\"}}";
    }

    private String json(Product product) {
        boolean stands = halted.test(product.id());
        return "{\"id\":\"" + product.id()
                + "\",\"base_currency\":\"" + product.baseCurrency()
                + "\",\"quote_currency\":\"" + product.quoteCurrency()
                + "\",\"quote_increment\":\"" + product.price(1).toPlainString()
                + "\",\"base_increment\":\"" + product.size(1).toPlainString()
                + "\",\"display_name\":\"" + product.baseCurrency() + "-" + product.quoteCurrency()
                + "\",\"min_market_funds\":\"1\",\"margin_enabled\":false,\"post_only\":false,\"limit_only\":false"
                + ",\"cancel_only\":false,\"status\":\"" + (stands ? "offline" : "online")
                + "\",\"status_message\":\"" + (stands ? "Trading is halted" : "")
                + "\",\"trading_disabled\":" + stands
                + ",\"fx_stablecoin\":false,\"max_slippage_percentage\":\"0.02000000\",\"auction_mode\":false"
                + ",\"high_bid_limit_percentage\":\"\"}";
    }
}
