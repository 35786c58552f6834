package io.candlelake.local.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.candlelake.domain.Timestamp;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as one line: {@code {"key":"BTC-USD","partition":3,"offset":1200,"timestamp":"…Z","headers":{"feed":"simulator"},"value":"…"}}.
 *
 * <p>Bytes that are not UTF-8 stand as base64 under {@code value_base64} instead of {@code value}.
 */
final class RecordJson {
    private RecordJson() {}

    static String line(ConsumerRecord<byte[], byte[]> found) {
        return Json.object(json -> {
            bytes(json, "key", found.key());
            json.writeNumberField("partition", found.partition());
            json.writeNumberField("offset", found.offset());
            json.writeStringField(
                    "timestamp",
                    Timestamp.ofEpochMilli(Math.max(0, found.timestamp())).toString());
            json.writeObjectFieldStart("headers");
            for (Header header : found.headers()) {
                bytes(json, header.key(), header.value());
            }
            json.writeEndObject();
            bytes(json, "value", found.value());
        });
    }

    private static void bytes(JsonGenerator json, String name, byte[] bytes) throws IOException {
        if (bytes == null) {
            json.writeNullField(name);
            return;
        }
        Optional<String> text = Text.utf8(bytes);
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        } else {
            json.writeStringField(name + "_base64", Base64.getEncoder().encodeToString(bytes));
        }
    }
}
