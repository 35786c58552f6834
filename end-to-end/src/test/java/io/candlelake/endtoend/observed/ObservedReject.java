package io.candlelake.endtoend.observed;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A row of rejects. */
public record ObservedReject(
        String reason, String detail, ByteBuffer payload, String feed, long rawPartition, long rawOffset) {
    /** From a message of the topic, where the bytes travel as base64. */
    public static ObservedReject of(ConsumerRecord<byte[], byte[]> record) {
        Message message = Message.of(record);
        return new ObservedReject(
                message.text("reason"),
                message.text("detail"),
                ByteBuffer.wrap(Base64.getDecoder().decode(message.text("payload"))),
                message.text("feed"),
                message.number("raw_partition"),
                message.number("raw_offset"));
    }

    /** The whole topic. */
    public static List<ObservedReject> all(TopicReader topics) {
        List<ObservedReject> rejects = new ArrayList<>();
        topics.read("rejects", record -> rejects.add(of(record)));
        return rejects;
    }

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
