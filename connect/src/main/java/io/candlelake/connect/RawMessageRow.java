package io.candlelake.connect;

import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Timestamp;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * A row of {@code raw_messages} from a record of that topic: {@code transforms.row.type=io.candlelake.connect.RawMessageRow}.
 *
 * <p>Takes the payload's bytes as they are, so value and headers must come through Connect's {@code ByteArrayConverter}.
 * Headers that another writer left out are read as the contract says.
 */
public final class RawMessageRow implements Transformation<SinkRecord> {
    /** Connect makes it by its name. */
    public RawMessageRow() {}

    /** Throws {@link DataException}, which stops the task, for a value that is not bytes: the connector is configured wrongly. */
    @Override
    public SinkRecord apply(SinkRecord record) {
        if (!(record.value() instanceof byte[] payload)) {
            throw new DataException("raw_messages partition " + record.originalKafkaPartition() + " offset "
                    + record.originalKafkaOffset()
                    + ": the value is not bytes; the connector needs ByteArrayConverter");
        }
        long millis = record.timestamp() == null ? 0 : Math.max(record.timestamp(), 0);
        RawHeaders received = RawHeaders.of(kafkaHeaders(record), millis);
        Map<String, Object> row = new HashMap<>();
        row.put("payload", payload);
        row.put("feed", received.feed().label());
        received.channel().ifPresent(channel -> row.put("channel", channel));
        row.put("connection_id", received.connectionId());
        // The sink takes a number for milliseconds, but text for the microseconds it says.
        row.put("received_at", received.receivedAt().toString());
        row.put("kafka_partition", record.originalKafkaPartition());
        row.put("kafka_offset", record.originalKafkaOffset());
        row.put("kafka_timestamp", Timestamp.ofEpochMilli(millis).toString());
        // A StringConverter's, as the connector is configured.
        if (record.key() != null) {
            row.put("kafka_key", record.key().toString());
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                null,
                row,
                record.timestamp(),
                record.headers());
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

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> nothing) {}

    @Override
    public void close() {}
}
