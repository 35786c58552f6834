package io.candlelake.contract.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.domain.Timestamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** What the codecs share: one object, written straight into its bytes. */
final class JsonMessage {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper TREE = new ObjectMapper();

    private JsonMessage() {}

    /** Writes the fields of one object. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] encode(Fields fields) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                json.writeStartObject();
                fields.write(json);
                json.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }

    static JsonNode decode(byte[] message) {
        try {
            return TREE.readTree(message);
        } catch (IOException broken) {
            throw new IllegalArgumentException("not a message of ours: " + broken.getMessage(), broken);
        }
    }

    static void decimal(JsonGenerator json, String name, BigDecimal value) throws IOException {
        json.writeStringField(name, value.toPlainString());
    }

    static void time(JsonGenerator json, String name, Timestamp value) throws IOException {
        json.writeStringField(name, value.toString());
    }

    static BigDecimal decimal(JsonNode message, String name) {
        return new BigDecimal(message.required(name).textValue());
    }

    static Timestamp time(JsonNode message, String name) {
        return Timestamp.of(message.required(name).textValue());
    }

    static String text(JsonNode message, String name) {
        return message.required(name).textValue();
    }

    static <E extends Enum<E>> E constant(Class<E> type, JsonNode message, String name) {
        return Enum.valueOf(type, text(message, name));
    }
}
