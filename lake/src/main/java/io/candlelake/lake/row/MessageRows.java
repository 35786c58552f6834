package io.candlelake.lake.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.table.Column;
import io.candlelake.domain.Timestamp;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The row that a topic's record must become, worked out by itself: the audit asks no sink how it reads a message. */
public final class MessageRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = {};

    private final RowForm form;

    public MessageRows(RowForm form) {
        this.form = form;
    }

    /** Throws {@link IllegalArgumentException}, naming the record, when it cannot be a row of the table. */
    public Row read(ConsumerRecord<byte[], byte[]> message) {
        try {
            return form.name().equals("raw_messages") ? raw(message) : json(message.value());
        } catch (IOException | RuntimeException foreign) {
            throw new IllegalArgumentException(
                    "topic " + message.topic() + ", partition " + message.partition() + ", offset " + message.offset()
                            + " holds no row of its table: " + foreign.getMessage(),
                    foreign);
        }
    }

    private Row raw(ConsumerRecord<byte[], byte[]> message) {
        long millis = Math.max(message.timestamp(), 0);
        RawHeaders headers = RawHeaders.of(message.headers(), millis);
        @Nullable Object[] values = new Object[form.columns().size()];
        put(values, "payload", message.value() == null ? NOTHING : message.value());
        put(values, "feed", headers.feed().label());
        put(values, "channel", headers.channel().orElse(null));
        put(values, "connection_id", headers.connectionId());
        put(values, "received_at", headers.receivedAt().epochMicros());
        put(values, "kafka_partition", message.partition());
        put(values, "kafka_offset", message.offset());
        put(values, "kafka_timestamp", Timestamp.ofEpochMilli(millis).epochMicros());
        put(values, "kafka_key", message.key() == null ? null : new String(message.key(), UTF_8));
        return new Row(form, values);
    }

    private void put(@Nullable Object[] values, String column, @Nullable Object value) {
        values[form.index(column)] = value;
    }

    /** The row of a message in JSON. Throws {@link IllegalArgumentException} when it is none. */
    public Row read(byte[] message) {
        try {
            return json(message);
        } catch (IOException foreign) {
            throw new IllegalArgumentException("no row of " + form.name() + ": " + foreign.getMessage(), foreign);
        }
    }

    private Row json(byte[] message) throws IOException {
        JsonNode object = JSON.readTree(message);
        List<Column> columns = form.columns();
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = object.get(columns.get(i).name());
            values[i] = value == null || value.isNull() ? null : value(columns.get(i), value);
        }
        return new Row(form, values);
    }

    private static Object value(Column column, JsonNode value) {
        if (column.type().startsWith("decimal")) {
            return new BigDecimal(value.asText()).setScale(18, RoundingMode.UNNECESSARY);
        }
        return switch (column.type()) {
            case "string" -> value.asText();
            case "long" -> value.longValue();
            case "int" -> value.intValue();
            case "boolean" -> value.booleanValue();
            case "uuid" -> UUID.fromString(value.asText());
            case "binary" -> Base64.getDecoder().decode(value.asText());
            case "timestamptz" -> Timestamp.of(value.asText()).epochMicros();
            default -> throw new IllegalArgumentException("no type is named " + column.type());
        };
    }
}
