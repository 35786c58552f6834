package io.candlelake.contract.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleReason;
import io.candlelake.domain.CandleStatus;
import io.candlelake.domain.Interval;
import io.candlelake.domain.ProductId;
import java.util.Optional;

/** {@code {"product_id":"BTC-USD","interval":"1m","open_time":"2026-07-07T22:58:00.000000Z","open":"63514.6",...}}. */
public final class CandleCodec {
    private static final byte[] PRODUCT_ID = JsonBytes.name("product_id");
    private static final byte[] INTERVAL = JsonBytes.name("interval");
    private static final byte[] OPEN_TIME = JsonBytes.name("open_time");
    private static final byte[] CLOSE_TIME = JsonBytes.name("close_time");
    private static final byte[] OPEN = JsonBytes.name("open");
    private static final byte[] HIGH = JsonBytes.name("high");
    private static final byte[] LOW = JsonBytes.name("low");
    private static final byte[] CLOSE = JsonBytes.name("close");
    private static final byte[] VWAP = JsonBytes.name("vwap");
    private static final byte[] VOLUME = JsonBytes.name("volume");
    private static final byte[] NOTIONAL = JsonBytes.name("notional");
    private static final byte[] BUY_VOLUME = JsonBytes.name("buy_volume");
    private static final byte[] SELL_VOLUME = JsonBytes.name("sell_volume");
    private static final byte[] TRADE_COUNT = JsonBytes.name("trade_count");
    private static final byte[] FIRST_TRADE_ID = JsonBytes.name("first_trade_id");
    private static final byte[] LAST_TRADE_ID = JsonBytes.name("last_trade_id");
    private static final byte[] MISSING_TRADES = JsonBytes.name("missing_trades");
    private static final byte[] COMPLETE = JsonBytes.name("complete");
    private static final byte[] STATUS = JsonBytes.name("status");
    private static final byte[] REVISION = JsonBytes.name("revision");
    private static final byte[] REASON = JsonBytes.name("reason");
    private static final byte[] EMITTED_AT = JsonBytes.name("emitted_at");

    private CandleCodec() {}

    public static byte[] encode(Candle candle) {
        return encode(new JsonBytes(), candle);
    }

    /** Written in the place of the message before. */
    public static byte[] encode(JsonBytes json, Candle candle) {
        json.start()
                .text(PRODUCT_ID, candle.productId().value())
                .text(INTERVAL, candle.interval().label())
                .time(OPEN_TIME, candle.openTime().epochMicros())
                .time(CLOSE_TIME, candle.closeTime().epochMicros());
        candle.prices().ifPresent(prices -> json.decimal(OPEN, prices.open())
                .decimal(HIGH, prices.high())
                .decimal(LOW, prices.low())
                .decimal(CLOSE, prices.close())
                .decimal(VWAP, prices.vwap()));
        json.decimal(VOLUME, candle.volume())
                .decimal(NOTIONAL, candle.notional())
                .decimal(BUY_VOLUME, candle.buyVolume())
                .decimal(SELL_VOLUME, candle.sellVolume())
                .number(TRADE_COUNT, candle.tradeCount());
        candle.tradeIds()
                .ifPresent(ids -> json.number(FIRST_TRADE_ID, ids.first()).number(LAST_TRADE_ID, ids.last()));
        return json.number(MISSING_TRADES, candle.missingTrades())
                .truth(COMPLETE, candle.complete())
                .text(STATUS, candle.status().name())
                .number(REVISION, candle.revision())
                .text(REASON, candle.reason().name())
                .time(EMITTED_AT, candle.emittedAt().epochMicros())
                .end();
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
