package io.candlelake.endtoend.observed;

import java.nio.ByteBuffer;
import org.apache.iceberg.data.Record;

/** A row of rejects. */
public record ObservedReject(
        String reason, String detail, ByteBuffer payload, String feed, long rawPartition, long rawOffset) {
    static ObservedReject of(Record row) {
        Columns columns = new Columns(row);
        return new ObservedReject(
                columns.text("reason"),
                columns.optional("detail", String.class).orElse(""),
                columns.optional("payload", ByteBuffer.class).orElse(ByteBuffer.allocate(0)),
                columns.text("feed"),
                columns.number("raw_partition"),
                columns.number("raw_offset"));
    }
}
