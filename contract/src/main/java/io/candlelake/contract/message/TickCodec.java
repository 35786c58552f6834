package io.candlelake.contract.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.contract.frame.FlatTrade;
import io.candlelake.contract.frame.Trade;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RawPosition;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Tick;
import io.candlelake.domain.TradeId;
import java.util.OptionalLong;

/** {@code {"product_id":"BTC-USD","trade_id":1052119289,"price":"63514.6","size":"0.2","taker_side":"buy",...}}. */
public final class TickCodec {
    private static final byte[] PRODUCT_ID = JsonBytes.name("product_id");
    private static final byte[] TRADE_ID = JsonBytes.name("trade_id");
    private static final byte[] PRICE = JsonBytes.name("price");
    private static final byte[] SIZE = JsonBytes.name("size");
    private static final byte[] TAKER_SIDE = JsonBytes.name("taker_side");
    private static final byte[] TIME = JsonBytes.name("time");
    private static final byte[] SEQUENCE = JsonBytes.name("sequence");
    private static final byte[] FEED = JsonBytes.name("feed");
    private static final byte[] RECEIVED_AT = JsonBytes.name("received_at");
    private static final byte[] RAW_PARTITION = JsonBytes.name("raw_partition");
    private static final byte[] RAW_OFFSET = JsonBytes.name("raw_offset");

    private TickCodec() {}

    public static byte[] encode(Tick tick) {
        FlatTrade trade = FlatTrade.of(new Trade(
                tick.productId(),
                tick.tradeId().value(),
                tick.price(),
                tick.size(),
                tick.takerSide(),
                tick.time(),
                tick.sequence()));
        return encode(new JsonBytes(), trade, tick.feed(), tick.receivedAt().epochMicros(), tick.raw());
    }

    /** The tick that the trade makes, written in the place of the one before. */
    public static byte[] encode(JsonBytes json, FlatTrade trade, Feed feed, long receivedAt, RawPosition raw) {
        json.start()
                .text(PRODUCT_ID, trade.productId().value())
                .number(TRADE_ID, trade.tradeId())
                .decimal(PRICE, trade.price())
                .decimal(SIZE, trade.size())
                .text(TAKER_SIDE, trade.takerSide().label())
                .time(TIME, trade.epochMicros());
        if (trade.sequence() > 0) {
            json.number(SEQUENCE, trade.sequence());
        }
        return json.text(FEED, feed.label())
                .time(RECEIVED_AT, receivedAt)
                .number(RAW_PARTITION, raw.partition())
                .number(RAW_OFFSET, raw.offset())
                .end();
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
