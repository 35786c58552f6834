package io.candlelake.endtoend.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.endtoend.observed.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The rows that a topic's records must become, as lines. */
final class Messages {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of raw_messages: what a record says itself. The other columns follow from headers, by a code that the count is not to share. */
    static final List<Column> FRAME = List.of(
            new Column("payload", "binary"),
            new Column("kafka_partition", "int"),
            new Column("kafka_offset", "long"),
            new Column("kafka_timestamp", "timestamptz"),
            new Column("kafka_key", "string"));

    private Messages() {}

    static void read(TopicReader topics, String topic, List<Column> columns, Consumer<String> each) {
        topics.read(topic, record -> each.accept(line(columns, record)));
    }

    private static String line(List<Column> columns, ConsumerRecord<byte[], byte[]> record) {
        StringBuilder line = new StringBuilder();
        if (columns.equals(FRAME)) {
            line.append(Column.hex(record.value())).append('|');
            line.append(record.partition()).append('|');
            line.append(record.offset()).append('|');
            line.append(record.timestamp() * 1_000).append('|');
            line.append(record.key() == null ? Column.NONE : new String(record.key(), UTF_8))
                    .append('|');
            return line.toString();
        }
        JsonNode message = parsed(record.value());
        for (Column column : columns) {
            line.append(column.text(message)).append('|');
        }
        return line.toString();
    }

    private static JsonNode parsed(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
