package io.candlelake.endtoend.observed;

import io.candlelake.endtoend.expected.Candle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A row of candles.
 *
 * @param traded its numbers; empty for one without trades
 */
public record ObservedCandle(
        Candle.Key key,
        Optional<Candle> traded,
        boolean complete,
        String status,
        long revision,
        String reason,
        Instant emittedAt) {
    /** The whole topic, in its order. */
    public static List<ObservedCandle> all(TopicReader topics) {
        List<ObservedCandle> candles = new ArrayList<>();
        topics.read("candles", record -> candles.add(of(record)));
        return candles;
    }

    /** From a message of the topic. */
    static ObservedCandle of(ConsumerRecord<byte[], byte[]> record) {
        Message message = Message.of(record);
        Candle.Key key =
                new Candle.Key(message.text("product_id"), message.text("interval"), message.time("open_time"));
        return new ObservedCandle(
                key,
                message.number("trade_count") == 0 ? Optional.empty() : Optional.of(candle(key, message)),
                message.truth("complete"),
                message.text("status"),
                message.number("revision"),
                message.text("reason"),
                message.time("emitted_at"));
    }

    private static Candle candle(Candle.Key key, Message message) {
        return new Candle(
                key.product(),
                key.interval(),
                key.openTime(),
                message.time("close_time"),
                message.decimal("open"),
                message.decimal("high"),
                message.decimal("low"),
                message.decimal("close"),
                message.decimal("volume"),
                message.decimal("notional"),
                message.decimal("vwap"),
                message.decimal("buy_volume"),
                message.decimal("sell_volume"),
                message.number("trade_count"),
                message.number("first_trade_id"),
                message.number("last_trade_id"),
                message.number("missing_trades"));
    }

    static ObservedCandle of(Record row) {
        Columns columns = new Columns(row);
        Candle.Key key =
                new Candle.Key(columns.text("product_id"), columns.text("interval"), columns.time("open_time"));
        return new ObservedCandle(
                key,
                columns.number("trade_count") == 0 ? Optional.empty() : Optional.of(candle(key, columns)),
                columns.truth("complete"),
                columns.text("status"),
                columns.number("revision"),
                columns.text("reason"),
                columns.time("emitted_at"));
    }

    private static Candle candle(Candle.Key key, Columns columns) {
        return new Candle(
                key.product(),
                key.interval(),
                key.openTime(),
                columns.time("close_time"),
                columns.decimal("open"),
                columns.decimal("high"),
                columns.decimal("low"),
                columns.decimal("close"),
                columns.decimal("volume"),
                columns.decimal("notional"),
                columns.decimal("vwap"),
                columns.decimal("buy_volume"),
                columns.decimal("sell_volume"),
                columns.number("trade_count"),
                columns.number("first_trade_id"),
                columns.number("last_trade_id"),
                columns.number("missing_trades"));
    }
}
