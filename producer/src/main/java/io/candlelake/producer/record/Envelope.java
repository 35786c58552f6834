package io.candlelake.producer.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.producer.source.ReceivedFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** The form of the lines that are ours. */
final class Envelope {
    /** Base64 takes four bytes for three; the rest is for the other fields. */
    static final int MAX_BYTES = FrameLimit.MAX_BYTES / 3 * 4 + 4 * 1024;

    /** Text may take six characters for one; larger payloads stand in base64, whose size is known. */
    private static final int MOST_TEXT_BYTES = 1024 * 1024;

    private static final byte[] HEAD = "{\"candlelake\":".getBytes(UTF_8);
    static final int HEAD_BYTES = HEAD.length;
    static final String KIND = "candlelake";
    static final String CONNECTION = "connection";
    static final String CONNECTION_ID = "connection_id";
    static final String FRAME = "frame";
    static final String REST = "rest";
    static final String CHANNEL = "channel";
    static final String PRODUCT_ID = "product_id";
    private static final String RECEIVED_AT = "received_at";
    static final String ORIGINAL_SIZE = "original_size";
    static final String PAYLOAD = "payload";
    static final String PAYLOAD_BASE64 = "payload_base64";

    static final JsonFactory JSON =
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

    static boolean hasHead(byte[] bytes) {
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
            if (EnvelopeContents.read(asItIs)
                    .filter(inside -> inside.holds(payload))
                    .isPresent()) {
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
        return EnvelopeContents.read(line.payload()).flatMap(inside -> inside.line(line));
    }

    /** Writes fields of an envelope. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
