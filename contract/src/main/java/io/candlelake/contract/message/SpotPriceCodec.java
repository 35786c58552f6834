package io.candlelake.contract.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.SpotPrice;
import java.util.UUID;

/** {@code {"price_id":"...","product_id":"BTC-USD","amount":"63514.6","currency":"USD","fetched_at":"..."}}. */
public final class SpotPriceCodec {
    private SpotPriceCodec() {}

    public static byte[] encode(SpotPrice price) {
        return JsonMessage.encode(json -> {
            json.writeStringField("price_id", price.priceId().toString());
            json.writeStringField("product_id", price.productId().value());
            JsonMessage.decimal(json, "amount", price.amount());
            json.writeStringField("currency", price.currency());
            JsonMessage.time(json, "fetched_at", price.fetchedAt());
        });
    }

    /** Throws {@link IllegalArgumentException} when the bytes are not a spot price. */
    public static SpotPrice decode(byte[] message) {
        JsonNode json = JsonMessage.decode(message);
        return new SpotPrice(
                UUID.fromString(JsonMessage.text(json, "price_id")),
                ProductId.of(JsonMessage.text(json, "product_id")),
                JsonMessage.decimal(json, "amount"),
                JsonMessage.text(json, "currency"),
                JsonMessage.time(json, "fetched_at"));
    }
}
