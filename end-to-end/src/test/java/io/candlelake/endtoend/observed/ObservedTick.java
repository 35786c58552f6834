package io.candlelake.endtoend.observed;

import io.candlelake.endtoend.expected.Trade;
import java.time.Instant;
import java.util.Optional;
import org.apache.iceberg.data.Record;

/** A row of ticks: the trade, and where it came from. */
public record ObservedTick(
        Trade trade, Optional<Long> sequence, String feed, Instant receivedAt, long rawPartition, long rawOffset) {
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
