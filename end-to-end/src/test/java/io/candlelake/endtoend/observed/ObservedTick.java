package io.candlelake.endtoend.observed;

import io.candlelake.endtoend.expected.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A row of ticks: the trade, and where it came from. */
public record ObservedTick(
        Trade trade, Optional<Long> sequence, String feed, Instant receivedAt, long rawPartition, long rawOffset) {
    /** From a message of the topic. */
    public static ObservedTick of(ConsumerRecord<byte[], byte[]> record) {
        Message message = Message.of(record);
        return new ObservedTick(
                new Trade(
                        message.text("product_id"),
                        message.number("trade_id"),
                        message.decimal("price"),
                        message.decimal("size"),
                        message.text("taker_side"),
                        message.time("time")),
                message.optionalNumber("sequence"),
                message.text("feed"),
                message.time("received_at"),
                message.number("raw_partition"),
                message.number("raw_offset"));
    }

    /** The whole topic. */
    public static List<ObservedTick> all(TopicReader topics) {
        List<ObservedTick> ticks = new ArrayList<>();
        topics.read("ticks", record -> ticks.add(of(record)));
        return ticks;
    }

    static ObservedTick of(Record row) {
        Columns columns = new Columns(row);
        return new ObservedTick(
                new Trade(
                        columns.text("product_id"),
                        columns.number("trade_id"),
                        columns.decimal("price"),
                        columns.decimal("size"),
                        columns.text("taker_side"),
                        columns.time("time")),
                columns.optional("sequence", Long.class),
                columns.text("feed"),
                columns.time("received_at"),
                columns.number("raw_partition"),
                columns.number("raw_offset"));
    }
}
