package io.candlelake.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The raw record that is being processed: one place, read into for each. */
final class RawInput {
    private static final byte[] NOTHING = {};

    private byte @Nullable [] key;
    private byte[] payload = NOTHING;
    private long timestamp;
    private Optional<ProductId> product = Optional.empty();
    private RawHeaders headers =
            new RawHeaders(Feed.REPLAY, Optional.empty(), "", new Timestamp(0), OptionalLong.empty());
    private int partition;
    private long offset;

    void read(Record<byte[], byte[]> raw, Optional<RecordMetadata> metadata) {
        RecordMetadata at = metadata.orElseThrow(() -> new IllegalStateException("a raw record has no position"));
        key = raw.key();
        payload = raw.value() == null ? NOTHING : raw.value();
        timestamp = raw.timestamp();
        product = raw.key() == null ? Optional.empty() : ProductId.parse(new String(raw.key(), UTF_8));
        headers = RawHeaders.of(raw.headers(), raw.timestamp());
        partition = at.partition();
        offset = at.offset();
    }

    /** As the record has it. */
    byte @Nullable [] key() {
        return key;
    }

    /** What the key says. */
    Optional<ProductId> product() {
        return product;
    }

    byte[] payload() {
        return payload;
    }

    /** Of the Kafka record, milliseconds. */
    long timestamp() {
        return timestamp;
    }

    Feed feed() {
        return headers.feed();
    }

    Optional<String> channel() {
        return headers.channel();
    }

    Timestamp receivedAt() {
        return headers.receivedAt();
    }

    OptionalLong originalSize() {
        return headers.originalSize();
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }
}
