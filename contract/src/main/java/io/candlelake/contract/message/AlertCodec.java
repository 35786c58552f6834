package io.candlelake.contract.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.Alert;
import io.candlelake.domain.ProductId;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** {@code {"alert_id":"...","rule":"spot-missed","product_id":"BTC-USD","kind":"MISSED_INTERVAL",...}}. */
public final class AlertCodec {
    private AlertCodec() {}

    public static byte[] encode(Alert alert) {
        return JsonMessage.encode(json -> {
            json.writeStringField("alert_id", alert.alertId().toString());
            json.writeStringField("rule", alert.rule());
            json.writeStringField("product_id", alert.productId().value());
            json.writeStringField("kind", alert.kind());
            if (alert.value().isPresent()) {
                JsonMessage.decimal(json, "value", alert.value().get());
            }
            if (alert.threshold().isPresent()) {
                JsonMessage.decimal(json, "threshold", alert.threshold().get());
            }
            JsonMessage.time(json, "time", alert.time());
            json.writeStringField("detail", alert.detail());
        });
    }

    /** Throws {@link IllegalArgumentException} when the bytes are not an alert. */
    public static Alert decode(byte[] message) {
        JsonNode json = JsonMessage.decode(message);
        return new Alert(
                UUID.fromString(JsonMessage.text(json, "alert_id")),
                JsonMessage.text(json, "rule"),
                ProductId.of(JsonMessage.text(json, "product_id")),
                JsonMessage.text(json, "kind"),
                decimal(json, "value"),
                decimal(json, "threshold"),
                JsonMessage.time(json, "time"),
                JsonMessage.text(json, "detail"));
    }

    private static Optional<BigDecimal> decimal(JsonNode json, String name) {
        return json.has(name) ? Optional.of(JsonMessage.decimal(json, name)) : Optional.empty();
    }
}
