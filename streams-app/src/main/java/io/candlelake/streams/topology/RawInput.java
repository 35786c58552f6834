package io.candlelake.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RawPosition;
import io.candlelake.domain.Timestamp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The raw record that is being processed: one place, read into for each, of its headers only what is asked for. */
final class RawInput {
    private static final byte[] NOTHING = {};
    private static final Map<Bytes, Feed> FEEDS = new HashMap<>();

    /** Records of another writer may have any key: so many are remembered, and then forgotten. */
    private static final int MAX_KEYS = 10_000;

    static {
        for (Feed feed : Feed.values()) {
            FEEDS.put(Bytes.wrap(feed.label().getBytes(UTF_8)), feed);
        }
    }

    /** No product id is half as long. A longer key of another writer is not carried into rows, for they have to fit a record. */
    private static final int MAX_KEY_BYTES = 1_024;

    private final Map<Bytes, Optional<ProductId>> products = new HashMap<>();

    private @Nullable Record<byte[], byte[]> raw;
    private byte @Nullable [] key;
    private byte[] payload = NOTHING;
    private Optional<ProductId> product = Optional.empty();
    private Feed feed = Feed.REPLAY;
    private byte[] feedLabel = NOTHING;
    private long receivedAt;
    private boolean isCut;
    private OptionalLong sizeBeforeOurCut = OptionalLong.empty();
    private RawPosition position = new RawPosition(0, 0);

    void read(Record<byte[], byte[]> record, Optional<RecordMetadata> metadata) {
        RecordMetadata at = metadata.orElseThrow(() -> new IllegalStateException("a raw record has no position"));
        raw = record;
        payload = record.value() == null ? NOTHING : record.value();
        position = new RawPosition(at.partition(), at.offset());
        readKey(record.key());
        readHeaders(record);
        cutToLimit();
    }

    /** The producer cuts what it receives; of another writer's record a reject could be larger than Kafka takes. */
    private void cutToLimit() {
        sizeBeforeOurCut = OptionalLong.empty();
        if (payload.length > FrameLimit.MAX_BYTES) {
            sizeBeforeOurCut = OptionalLong.of(payload.length);
            payload = Arrays.copyOf(payload, FrameLimit.CUT_BYTES);
        }
    }

    /** Nearly always one of the few keys that were seen before. */
    private void readKey(byte @Nullable [] recordKey) {
        if (recordKey == null) {
            product = Optional.empty();
        } else if (!Arrays.equals(recordKey, key)) {
            if (products.size() > MAX_KEYS) {
                products.clear();
            }
            product = products.computeIfAbsent(
                    Bytes.wrap(recordKey), bytes -> ProductId.parse(new String(bytes.get(), UTF_8)));
        }
        key = recordKey;
    }

    /** As {@link RawHeaders#of} does, the last header of a name counting. */
    private void readHeaders(Record<byte[], byte[]> record) {
        byte[] label = NOTHING;
        long received = Timestamp.NONE;
        boolean cut = false;
        for (Header header : record.headers()) {
            byte[] value = header.value() == null ? NOTHING : header.value();
            switch (header.key()) {
                case RawHeaders.FEED -> label = value;
                case RawHeaders.RECEIVED_AT -> received = Timestamp.parseMicros(value, 0, value.length);
                case RawHeaders.ORIGINAL_SIZE -> cut = true;
                default -> {
                    // Asked for only of some frames.
                }
            }
        }
        if (!Arrays.equals(label, feedLabel)) {
            feed = FEEDS.getOrDefault(Bytes.wrap(label), Feed.REPLAY);
            feedLabel = label;
        }
        receivedAt = received == Timestamp.NONE
                ? Timestamp.ofEpochMilli(Math.max(record.timestamp(), 0)).epochMicros()
                : received;
        isCut = cut;
    }

    private RawHeaders headers() {
        Record<byte[], byte[]> record = record();
        return RawHeaders.of(record.headers(), record.timestamp());
    }

    private Record<byte[], byte[]> record() {
        if (raw == null) {
            throw new IllegalStateException("no record was read");
        }
        return raw;
    }

    /** As the record has it; none where it is absurdly long. */
    byte @Nullable [] key() {
        return key != null && key.length > MAX_KEY_BYTES ? null : key;
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
        return record().timestamp();
    }

    /** The replay's, the least trusted, where the record does not say. */
    Feed feed() {
        return feed;
    }

    Optional<String> channel() {
        return headers().channel();
    }

    /** Microseconds since the epoch. */
    long receivedMicros() {
        return receivedAt;
    }

    Timestamp receivedAt() {
        return new Timestamp(receivedAt);
    }

    /** Bytes of the frame, present only where the payload was cut. */
    OptionalLong originalSize() {
        if (sizeBeforeOurCut.isPresent()) {
            return sizeBeforeOurCut;
        }
        return isCut ? headers().originalSize() : OptionalLong.empty();
    }

    RawPosition position() {
        return position;
    }
}
