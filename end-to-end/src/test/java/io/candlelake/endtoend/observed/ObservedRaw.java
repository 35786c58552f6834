package io.candlelake.endtoend.observed;

import java.nio.ByteBuffer;
import org.apache.iceberg.data.Record;

/** A row of raw_messages. */
public record ObservedRaw(ByteBuffer payload, String feed, String channel, long partition, long offset) {
    /** A copy of the payload. */
    public byte[] bytes() {
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return bytes;
    }

    static ObservedRaw of(Record row) {
        Columns columns = new Columns(row);
        return new ObservedRaw(
                columns.optional("payload", ByteBuffer.class).orElse(ByteBuffer.allocate(0)),
                columns.text("feed"),
                columns.optional("channel", String.class).orElse(""),
                columns.number("kafka_partition"),
                columns.number("kafka_offset"));
    }
}
