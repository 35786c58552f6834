package io.candlelake.contract.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleReason;
import io.candlelake.domain.CandleStatus;
import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import java.io.IOException;
import java.util.Optional;

/** {@code {"product_id":"BTC-USD","interval":"1m","open_time":"2026-07-07T22:58:00.000000Z","open":"63514.6",...}}. */
public final class CandleCodec {
    private CandleCodec() {}

    public static byte[] encode(Candle candle) {
        return JsonMessage.encode(json -> {
            json.writeStringField("product_id", candle.productId().value());
            json.writeStringField("interval", candle.interval().label());
            JsonMessage.time(json, "open_time", candle.openTime());
            JsonMessage.time(json, "close_time", candle.closeTime());
            if (candle.prices().isPresent()) {
                writePrices(json, candle.prices().get());
            }
            JsonMessage.decimal(json, "volume", candle.volume());
            JsonMessage.decimal(json, "notional", candle.notional());
            JsonMessage.decimal(json, "buy_volume", candle.buyVolume());
            JsonMessage.decimal(json, "sell_volume", candle.sellVolume());
            json.writeNumberField("trade_count", candle.tradeCount());
            if (candle.tradeIds().isPresent()) {
                json.writeNumberField("first_trade_id", candle.tradeIds().get().first());
                json.writeNumberField("last_trade_id", candle.tradeIds().get().last());
            }
            json.writeNumberField("missing_trades", candle.missingTrades());
            json.writeBooleanField("complete", candle.complete());
            json.writeStringField("status", candle.status().name());
            json.writeNumberField("revision", candle.revision());
            json.writeStringField("reason", candle.reason().name());
            JsonMessage.time(json, "emitted_at", candle.emittedAt());
        });
    }

    private static void writePrices(JsonGenerator json, Candle.Prices prices) throws IOException {
        JsonMessage.decimal(json, "open", prices.open());
        JsonMessage.decimal(json, "high", prices.high());
        JsonMessage.decimal(json, "low", prices.low());
        JsonMessage.decimal(json, "close", prices.close());
        JsonMessage.decimal(json, "vwap", prices.vwap());
    }

    /** Throws {@link IllegalArgumentException} when the bytes are not a candle. */
    public static Candle decode(byte[] message) {
        JsonNode json = JsonMessage.decode(message);
        return new Candle(
                ProductId.of(JsonMessage.text(json, "product_id")),
                Interval.parse(JsonMessage.text(json, "interval")).orElseThrow(),
                JsonMessage.time(json, "open_time"),
                json.has("open") ? Optional.of(prices(json)) : Optional.empty(),
                JsonMessage.decimal(json, "volume"),
                JsonMessage.decimal(json, "notional"),
                JsonMessage.decimal(json, "buy_volume"),
                JsonMessage.decimal(json, "sell_volume"),
                json.required("trade_count").longValue(),
                json.has("first_trade_id")
                        ? Optional.of(new Candle.TradeIds(
                                json.required("first_trade_id").longValue(),
                                json.required("last_trade_id").longValue()))
                        : Optional.empty(),
                json.required("missing_trades").longValue(),
                json.required("complete").booleanValue(),
                JsonMessage.constant(CandleStatus.class, json, "status"),
                json.required("revision").intValue(),
                JsonMessage.constant(CandleReason.class, json, "reason"),
                JsonMessage.time(json, "emitted_at"));
    }

    private static Candle.Prices prices(JsonNode json) {
        return new Candle.Prices(
                JsonMessage.decimal(json, "open"),
                JsonMessage.decimal(json, "high"),
                JsonMessage.decimal(json, "low"),
                JsonMessage.decimal(json, "close"),
                JsonMessage.decimal(json, "vwap"));
    }
}
