package io.candlelake.contract.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.Gap;
import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import java.util.Optional;

/** {@code {"product_id":"BTC-USD","first_missing_id":7,"last_missing_id":9,"status":"OPEN","cause":"RECONNECT",...}}. */
public final class GapCodec {
    private static final byte[] PRODUCT_ID = JsonBytes.name("product_id");
    private static final byte[] FIRST_MISSING_ID = JsonBytes.name("first_missing_id");
    private static final byte[] LAST_MISSING_ID = JsonBytes.name("last_missing_id");
    private static final byte[] STATUS = JsonBytes.name("status");
    private static final byte[] CAUSE = JsonBytes.name("cause");
    private static final byte[] DETECTED_AT = JsonBytes.name("detected_at");
    private static final byte[] RESOLVED_AT = JsonBytes.name("resolved_at");

    private GapCodec() {}

    public static byte[] encode(Gap gap) {
        return encode(new JsonBytes(), gap);
    }

    /** Written in the place of the message before. */
    public static byte[] encode(JsonBytes json, Gap gap) {
        json.start()
                .text(PRODUCT_ID, gap.productId().value())
                .number(FIRST_MISSING_ID, gap.firstMissingId())
                .number(LAST_MISSING_ID, gap.lastMissingId())
                .text(STATUS, gap.status().name())
                .text(CAUSE, gap.cause().name())
                .time(DETECTED_AT, gap.detectedAt().epochMicros());
        if (gap.resolvedAt().isPresent()) {
            json.time(RESOLVED_AT, gap.resolvedAt().get().epochMicros());
        }
        return json.end();
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
