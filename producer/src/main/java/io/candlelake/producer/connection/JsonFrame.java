package io.candlelake.producer.connection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** A frame as JSON, as far as a protocol looks into it. What cannot be read means nothing here: the streams app rejects it. */
public final class JsonFrame {
    // Frames are UTF-8; without this Jackson takes the first bytes for a hint at UTF-16 or UTF-32.
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();
    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private JsonFrame() {}

    /**
     * {@code heartbeat}: the frame's own word for what it is, its {@code type} or {@code channel}; empty when it has none.
     * Reads no further than to there, which is the frame's beginning.
     */
    public static String kind(byte[] frame) {
        try (JsonParser parser = FACTORY.createParser(frame)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean kind = parser.currentName().equals("type")
                        || parser.currentName().equals("channel");
                if (parser.nextToken() == JsonToken.VALUE_STRING && kind) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException noJson) {
            return "";
        }
    }

    /** The whole frame: dear, so only for the few that are answers. An empty object when it cannot be read. */
    public static JsonNode tree(byte[] frame) {
        try {
            return MAPPER.readTree(frame);
        } catch (IOException noJson) {
            return MAPPER.createObjectNode();
        }
    }
}
