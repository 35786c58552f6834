package io.candlelake.contract.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RawPosition;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Tick;
import io.candlelake.domain.TradeId;
import java.util.OptionalLong;

/** {@code {"product_id":"BTC-USD","trade_id":1052119289,"price":"63514.6","size":"0.2","taker_side":"buy",...}}. */
public final class TickCodec {
    private TickCodec() {}

    public static byte[] encode(Tick tick) {
        return JsonMessage.encode(json -> {
            json.writeStringField("product_id", tick.productId().value());
            json.writeNumberField("trade_id", tick.tradeId().value());
            JsonMessage.decimal(json, "price", tick.price());
            JsonMessage.decimal(json, "size", tick.size());
            json.writeStringField("taker_side", tick.takerSide().label());
            JsonMessage.time(json, "time", tick.time());
            if (tick.sequence().isPresent()) {
                json.writeNumberField("sequence", tick.sequence().getAsLong());
            }
            json.writeStringField("feed", tick.feed().label());
            JsonMessage.time(json, "received_at", tick.receivedAt());
            json.writeNumberField("raw_partition", tick.raw().partition());
            json.writeNumberField("raw_offset", tick.raw().offset());
        });
    }

    /** Throws {@link IllegalArgumentException} when the bytes are not a tick. */
    public static Tick decode(byte[] message) {
        JsonNode json = JsonMessage.decode(message);
        JsonNode sequence = json.get("sequence");
        return new Tick(
                ProductId.of(JsonMessage.text(json, "product_id")),
                TradeId.of(json.required("trade_id").longValue()),
                JsonMessage.decimal(json, "price"),
                JsonMessage.decimal(json, "size"),
                JsonMessage.text(json, "taker_side").equals("buy") ? TakerSide.BUY : TakerSide.SELL,
                JsonMessage.time(json, "time"),
                sequence == null || sequence.isNull() ? OptionalLong.empty() : OptionalLong.of(sequence.longValue()),
                Feed.parse(JsonMessage.text(json, "feed")).orElseThrow(),
                JsonMessage.time(json, "received_at"),
                new RawPosition(
                        json.required("raw_partition").intValue(),
                        json.required("raw_offset").longValue()));
    }
}
