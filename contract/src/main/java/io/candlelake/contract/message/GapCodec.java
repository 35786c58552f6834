package io.candlelake.contract.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.Gap;
import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import java.util.Optional;

/** {@code {"product_id":"BTC-USD","first_missing_id":7,"last_missing_id":9,"status":"OPEN","cause":"RECONNECT",...}}. */
public final class GapCodec {
    private GapCodec() {}

    public static byte[] encode(Gap gap) {
        return JsonMessage.encode(json -> {
            json.writeStringField("product_id", gap.productId().value());
            json.writeNumberField("first_missing_id", gap.firstMissingId());
            json.writeNumberField("last_missing_id", gap.lastMissingId());
            json.writeStringField("status", gap.status().name());
            json.writeStringField("cause", gap.cause().name());
            JsonMessage.time(json, "detected_at", gap.detectedAt());
            if (gap.resolvedAt().isPresent()) {
                JsonMessage.time(json, "resolved_at", gap.resolvedAt().get());
            }
        });
    }

    /** Throws {@link IllegalArgumentException} when the bytes are not a gap. */
    public static Gap decode(byte[] message) {
        JsonNode json = JsonMessage.decode(message);
        return new Gap(
                ProductId.of(JsonMessage.text(json, "product_id")),
                json.required("first_missing_id").longValue(),
                json.required("last_missing_id").longValue(),
                JsonMessage.constant(GapStatus.class, json, "status"),
                JsonMessage.constant(GapCause.class, json, "cause"),
                JsonMessage.time(json, "detected_at"),
                json.has("resolved_at") ? Optional.of(JsonMessage.time(json, "resolved_at")) : Optional.empty());
    }
}
