package io.candlelake.endtoend.observed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A row of gaps: {@code BTC-USD 7 to 9, REPAIRED}. */
public record ObservedGap(
        String product,
        long first,
        long last,
        String status,
        String cause,
        Instant detectedAt,
        Optional<Instant> resolvedAt) {
    /** The whole topic, in its order. */
    public static List<ObservedGap> all(TopicReader topics) {
        return topics.all("gaps").stream().map(ObservedGap::of).toList();
    }

    static ObservedGap of(ConsumerRecord<byte[], byte[]> record) {
        Message message = Message.of(record);
        return new ObservedGap(
                message.text("product_id"),
                message.number("first_missing_id"),
                message.number("last_missing_id"),
                message.text("status"),
                message.text("cause"),
                message.time("detected_at"),
                message.optionalTime("resolved_at"));
    }

    static ObservedGap of(Record row) {
        Columns columns = new Columns(row);
        return new ObservedGap(
                columns.text("product_id"),
                columns.number("first_missing_id"),
                columns.number("last_missing_id"),
                columns.text("status"),
                columns.text("cause"),
                columns.time("detected_at"),
                columns.optional("resolved_at", OffsetDateTime.class).map(OffsetDateTime::toInstant));
    }

    public boolean isOpening() {
        return status.equals("OPEN");
    }

    public boolean contains(long id) {
        return first <= id && id <= last;
    }

    @Override
    public String toString() {
        return product + " " + first + " to " + last + " " + status + " " + cause + " " + detectedAt
                + resolvedAt.map(time -> " resolved " + time).orElse("");
    }
}
