package io.candlelake.contract.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RawPosition;
import io.candlelake.domain.Reject;
import io.candlelake.domain.RejectReason;
import java.util.Base64;
import java.util.Optional;

/** {@code {"reason":"INVALID_PRICE","detail":"price 'NaN' is not a positive number","payload":"<base64>",...}}. */
public final class RejectCodec {
    private RejectCodec() {}

    /** The payload travels as base64, for it may be any bytes; the sink stores the bytes. */
    public static byte[] encode(Reject reject) {
        return JsonMessage.encode(json -> {
            json.writeStringField("reason", reject.reason().name());
            json.writeStringField("detail", reject.detail());
            json.writeStringField("payload", Base64.getEncoder().encodeToString(reject.payload()));
            json.writeStringField("feed", reject.feed().label());
            if (reject.productId().isPresent()) {
                json.writeStringField("product_id", reject.productId().get().value());
            }
            JsonMessage.time(json, "received_at", reject.receivedAt());
            json.writeNumberField("raw_partition", reject.raw().partition());
            json.writeNumberField("raw_offset", reject.raw().offset());
        });
    }

    /** Throws {@link IllegalArgumentException} when the bytes are not a reject. */
    public static Reject decode(byte[] message) {
        JsonNode json = JsonMessage.decode(message);
        return new Reject(
                JsonMessage.constant(RejectReason.class, json, "reason"),
                JsonMessage.text(json, "detail"),
                Base64.getDecoder().decode(JsonMessage.text(json, "payload")),
                Feed.parse(JsonMessage.text(json, "feed")).orElseThrow(),
                json.has("product_id") ? ProductId.parse(JsonMessage.text(json, "product_id")) : Optional.empty(),
                JsonMessage.time(json, "received_at"),
                new RawPosition(
                        json.required("raw_partition").intValue(),
                        json.required("raw_offset").longValue()));
    }
}
