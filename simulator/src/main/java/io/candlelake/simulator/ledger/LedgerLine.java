package io.candlelake.simulator.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.TradeId;
import io.candlelake.simulator.market.Product;
import io.candlelake.simulator.market.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trade in the ledger: {@code {"product_id":"BTC-USD","trade_id":1052119289,"price":"63514.6","size":"0.2",
 * "taker_side":"buy","time":"2026-07-07T22:58:17.164892Z"}}.
 */
record LedgerLine(
        ProductId productId, TradeId tradeId, BigDecimal price, BigDecimal size, TakerSide takerSide, Timestamp time) {
    private static final JsonFactory JSON = new JsonFactory();

    static void write(Trade trade, StringBuilder out) {
        out.append("{\"product_id\":\"")
                .append(trade.productId())
                .append("\",\"trade_id\":")
                .append(trade.tradeId())
                .append(",\"price\":\"")
                .append(trade.priceText())
                .append("\",\"size\":\"")
                .append(trade.sizeText())
                .append("\",\"taker_side\":\"")
                .append(trade.takerSide().label())
                .append("\",\"time\":\"")
                .append(trade.time())
                .append("\"}\n");
    }

    /** Throws {@link IllegalArgumentException} when the line is not a trade. */
    static LedgerLine parse(String line) {
        Map<String, String> fields = fields(line);
        return new LedgerLine(
                ProductId.of(field(fields, "product_id")),
                TradeId.of(Long.parseLong(field(fields, "trade_id"))),
                new BigDecimal(field(fields, "price")),
                new BigDecimal(field(fields, "size")),
                side(field(fields, "taker_side")),
                Timestamp.of(field(fields, "time")));
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getText());
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("it is not JSON", unreadable);
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String name) {
        @Nullable String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value;
    }

    private static TakerSide side(String label) {
        for (TakerSide side : TakerSide.values()) {
            if (side.label().equals(label)) {
                return side;
            }
        }
        throw new IllegalArgumentException("there is no taker_side " + label);
    }

    /**
     * The trade that it was, in the product's scales.
     *
     * @param previousSequence of the product's trade before, 0 when there is none
     * @throws ArithmeticException when price or size are finer than the product's increments
     */
    Trade trade(Product product, long previousSequence) {
        return new Trade(
                productId,
                tradeId,
                product.price(product.priceIncrements(price)),
                product.size(product.sizeIncrements(size)),
                takerSide,
                time,
                product.tradeSequence(previousSequence, time));
    }
}
