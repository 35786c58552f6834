package io.candlelake.producer.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.source.ReceivedFrame;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an envelope holds.
 *
 * @param words the fields that are text, the payload aside
 */
record EnvelopeContents(Map<String, String> words, OptionalLong originalSize, Optional<byte[]> payload) {
    private static final int LONGEST_CHANNEL = 64;

    boolean holds(byte[] bytes) {
        return payload.filter(inside -> Arrays.equals(inside, bytes)).isPresent();
    }

    Optional<RecordedLine> line(ReceivedFrame line) {
        Optional<ReceivedFrame> frame =
                payload.map(bytes -> Envelope.limited(new ReceivedFrame(bytes, originalSize, line.receivedAt())));
        return switch (words.getOrDefault(Envelope.KIND, "")) {
            case Envelope.CONNECTION ->
                Optional.ofNullable(words.get(Envelope.CONNECTION_ID)).map(RecordedLine.Connection::new);
            case Envelope.FRAME -> frame.map(RecordedLine.Frame::new);
            case Envelope.REST -> rest(frame);
            default -> Optional.empty();
        };
    }

    private Optional<RecordedLine> rest(Optional<ReceivedFrame> frame) {
        String channel = words.getOrDefault(Envelope.CHANNEL, "");
        return ProductId.parse(words.getOrDefault(Envelope.PRODUCT_ID, ""))
                .filter(unused -> !channel.isEmpty() && channel.length() <= LONGEST_CHANNEL)
                .flatMap(product -> frame.map(found -> new RecordedLine.Rest(channel, product, found)));
    }

    static Optional<EnvelopeContents> read(byte[] line) {
        Map<String, String> words = new HashMap<>();
        OptionalLong originalSize = OptionalLong.empty();
        Optional<byte[]> payload = Optional.empty();
        try (JsonParser json = Envelope.JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals(Envelope.PAYLOAD)) {
                    payload = Optional.of(payload(json, value, line));
                } else if (name.equals(Envelope.PAYLOAD_BASE64)) {
                    payload = Optional.of(json.getBinaryValue());
                } else if (name.equals(Envelope.ORIGINAL_SIZE)) {
                    originalSize = OptionalLong.of(json.getLongValue());
                } else {
                    words.put(name, json.getText());
                    json.skipChildren();
                }
            }
            boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
            return whole ? Optional.of(new EnvelopeContents(words, originalSize, payload)) : Optional.empty();
        } catch (IOException noEnvelope) {
            return Optional.empty();
        }
    }

    /** Envelope.JSON as it stands there, to the byte; or what the text says. */
    private static byte[] payload(JsonParser json, JsonToken value, byte[] line) throws IOException {
        if (!value.isStructStart()) {
            return json.getText().getBytes(UTF_8);
        }
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        return Arrays.copyOfRange(line, start, (int) json.currentLocation().getByteOffset());
    }
}
