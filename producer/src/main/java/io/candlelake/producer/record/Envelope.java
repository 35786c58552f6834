package io.candlelake.producer.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.source.ReceivedFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The form of the lines that are ours. */
final class Envelope {
    /** Base64 takes four bytes for three; the rest is for the other fields. */
    static final int MAX_BYTES = FrameLimit.MAX_BYTES / 3 * 4 + 4 * 1024;

    /** Text may take six characters for one; larger payloads stand in base64, whose size is known. */
    private static final int MOST_TEXT_BYTES = 1024 * 1024;

    private static final int LONGEST_CHANNEL = 64;
    private static final byte[] HEAD = "{\"candlelake\":".getBytes(UTF_8);
    private static final String KIND = "candlelake";
    private static final String CONNECTION = "connection";
    private static final String CONNECTION_ID = "connection_id";
    private static final String FRAME = "frame";
    private static final String REST = "rest";
    private static final String CHANNEL = "channel";
    private static final String PRODUCT_ID = "product_id";
    private static final String RECEIVED_AT = "received_at";
    private static final String ORIGINAL_SIZE = "original_size";
    private static final String PAYLOAD = "payload";
    private static final String PAYLOAD_BASE64 = "payload_base64";

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private Envelope() {}

    /** Whether the frame would not come back from a line: cut by a line feed, or taken for ours, or as whole. */
    static boolean isNeededFor(ReceivedFrame frame) {
        byte[] payload = frame.payload();
        boolean endsInReturn = payload.length > 0 && payload[payload.length - 1] == '\r';
        return frame.isCut() || endsInReturn || hasLineFeed(payload) || hasHead(payload);
    }

    static boolean isIn(ReceivedFrame line) {
        return !line.isCut() && hasHead(line.payload());
    }

    private static boolean hasHead(byte[] bytes) {
        return bytes.length >= HEAD.length && Arrays.equals(bytes, 0, HEAD.length, HEAD, 0, HEAD.length);
    }

    private static boolean hasLineFeed(byte[] bytes) {
        for (byte each : bytes) {
            if (each == '\n') {
                return true;
            }
        }
        return false;
    }

    /** The one limit of a frame, for what may have been longer: a line, or the inside of an envelope. */
    static ReceivedFrame limited(ReceivedFrame frame) {
        int size = frame.payload().length;
        return frame.isCut() || size <= FrameLimit.MAX_BYTES
                ? frame
                : new ReceivedFrame(
                        Arrays.copyOf(frame.payload(), FrameLimit.CUT_BYTES),
                        OptionalLong.of(size),
                        frame.receivedAt());
    }

    static byte[] seal(RecordedLine.Connection line) {
        return write(CONNECTION, json -> json.writeStringField(CONNECTION_ID, line.connectionId()));
    }

    static byte[] seal(RecordedLine.Frame line) {
        return seal(FRAME, json -> {}, line.frame());
    }

    static byte[] seal(RecordedLine.Rest line) {
        return seal(
                REST,
                json -> {
                    json.writeStringField(CHANNEL, line.channel());
                    json.writeStringField(PRODUCT_ID, line.product().value());
                    json.writeStringField(RECEIVED_AT, line.frame().receivedAt().toString());
                },
                line.frame());
    }

    /** The most readable form that comes back exactly. */
    private static byte[] seal(String kind, Fields fields, ReceivedFrame frame) {
        Fields head = json -> {
            fields.write(json);
            if (frame.isCut()) {
                json.writeNumberField(ORIGINAL_SIZE, frame.originalSize().getAsLong());
            }
        };
        byte[] payload = frame.payload();
        String text = new String(payload, UTF_8);
        boolean isText = Arrays.equals(text.getBytes(UTF_8), payload);
        if (isText && (text.startsWith("{") || text.startsWith("[")) && text.indexOf('\n') < 0) {
            byte[] asItIs = write(kind, json -> {
                head.write(json);
                json.writeFieldName(PAYLOAD);
                json.writeRawValue(text);
            });
            if (Inside.read(asItIs).filter(inside -> inside.holds(payload)).isPresent()) {
                return asItIs;
            }
        }
        return write(kind, json -> {
            head.write(json);
            if (isText && payload.length <= MOST_TEXT_BYTES) {
                json.writeStringField(PAYLOAD, text);
            } else {
                json.writeBinaryField(PAYLOAD_BASE64, payload);
            }
        });
    }

    private static byte[] write(String kind, Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField(KIND, kind);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    /** Empty when it is none of ours. */
    static Optional<RecordedLine> open(ReceivedFrame line) {
        return Inside.read(line.payload()).flatMap(inside -> inside.line(line));
    }

    /** Writes fields of an envelope. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * What an envelope holds.
     *
     * @param words the fields that are text, the payload aside
     */
    private record Inside(Map<String, String> words, OptionalLong originalSize, Optional<byte[]> payload) {

        boolean holds(byte[] bytes) {
            return payload.filter(inside -> Arrays.equals(inside, bytes)).isPresent();
        }

        Optional<RecordedLine> line(ReceivedFrame line) {
            Optional<ReceivedFrame> frame =
                    payload.map(bytes -> limited(new ReceivedFrame(bytes, originalSize, line.receivedAt())));
            return switch (words.getOrDefault(KIND, "")) {
                case CONNECTION -> Optional.ofNullable(words.get(CONNECTION_ID)).map(RecordedLine.Connection::new);
                case FRAME -> frame.map(RecordedLine.Frame::new);
                case REST -> rest(frame);
                default -> Optional.empty();
            };
        }

        private Optional<RecordedLine> rest(Optional<ReceivedFrame> frame) {
            String channel = words.getOrDefault(CHANNEL, "");
            return ProductId.parse(words.getOrDefault(PRODUCT_ID, ""))
                    .filter(unused -> !channel.isEmpty() && channel.length() <= LONGEST_CHANNEL)
                    .flatMap(product -> frame.map(found -> new RecordedLine.Rest(channel, product, found)));
        }

        static Optional<Inside> read(byte[] line) {
            Map<String, String> words = new HashMap<>();
            OptionalLong originalSize = OptionalLong.empty();
            Optional<byte[]> payload = Optional.empty();
            try (JsonParser json = JSON.createParser(line)) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    JsonToken value = json.nextToken();
                    if (name.equals(PAYLOAD)) {
                        payload = Optional.of(payload(json, value, line));
                    } else if (name.equals(PAYLOAD_BASE64)) {
                        payload = Optional.of(json.getBinaryValue());
                    } else if (name.equals(ORIGINAL_SIZE)) {
                        originalSize = OptionalLong.of(json.getLongValue());
                    } else {
                        words.put(name, json.getText());
                        json.skipChildren();
                    }
                }
                boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
                return whole ? Optional.of(new Inside(words, originalSize, payload)) : Optional.empty();
            } catch (IOException noEnvelope) {
                return Optional.empty();
            }
        }

        /** JSON as it stands there, to the byte; or what the text says. */
        private static byte[] payload(JsonParser json, JsonToken value, byte[] line) throws IOException {
            if (!value.isStructStart()) {
                return json.getText().getBytes(UTF_8);
            }
            int start = (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            return Arrays.copyOfRange(line, start, (int) json.currentLocation().getByteOffset());
        }
    }
}
