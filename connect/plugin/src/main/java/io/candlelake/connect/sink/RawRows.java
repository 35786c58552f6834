package io.candlelake.connect.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Timestamp;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Rows of {@code raw_messages}: the payload's bytes as they are, the rest from headers and from where the record stands. */
final class RawRows implements RowReader {
    private static final byte[] EMPTY = {};

    private final List<String> columns;

    /** Throws {@link IllegalArgumentException} when the table has a required column that no frame has. */
    RawRows(Schema schema) {
        columns = schema.columns().stream().map(NestedField::name).toList();
        for (NestedField field : schema.columns()) {
            if (field.isRequired() && !isKnown(field.name())) {
                throw new IllegalArgumentException("column " + field.name() + " is required, but nothing of a frame");
            }
        }
    }

    private static boolean isKnown(String name) {
        return List.of(
                        "payload",
                        "feed",
                        "channel",
                        "connection_id",
                        "received_at",
                        "kafka_partition",
                        "kafka_offset",
                        "kafka_timestamp",
                        "kafka_key")
                .contains(name);
    }

    @Override
    public void read(SinkRecord record, Row row) throws UnwritableRecordException {
        byte[] payload = EMPTY;
        if (record.value() instanceof byte[] bytes) {
            payload = bytes;
        } else if (record.value() != null) {
            throw new UnwritableRecordException("the value is not bytes: value.converter must be ByteArrayConverter");
        }
        long millis = record.timestamp() == null ? 0 : Math.max(record.timestamp(), 0);
        RawHeaders headers = RawHeaders.of(kafkaHeaders(record), millis);
        for (int column = 0; column < columns.size(); column++) {
            row.put(column, value(columns.get(column), record, payload, headers, millis));
        }
    }

    private static @Nullable Object value(
            String column, SinkRecord record, byte[] payload, RawHeaders headers, long millis) {
        return switch (column) {
            case "payload" -> ByteBuffer.wrap(payload);
            case "feed" -> headers.feed().label();
            case "channel" -> headers.channel().orElse(null);
            case "connection_id" -> headers.connectionId();
            case "received_at" -> headers.receivedAt().epochMicros();
            case "kafka_partition" -> record.originalKafkaPartition();
            case "kafka_offset" -> record.originalKafkaOffset();
            case "kafka_timestamp" -> Timestamp.ofEpochMilli(millis).epochMicros();
            case "kafka_key" -> record.key() instanceof byte[] key ? new String(key, UTF_8) : null;
            default -> null;
        };
    }

    private static RecordHeaders kafkaHeaders(SinkRecord record) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (header.value() instanceof byte[] bytes) {
                headers.add(header.key(), bytes);
            }
        }
        return headers;
    }
}
