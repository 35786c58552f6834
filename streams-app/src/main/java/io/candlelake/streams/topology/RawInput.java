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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
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

    private @Nullable ConsumerRecord<byte[], byte[]> raw;
    private byte @Nullable [] key;
    private byte[] payload = NOTHING;
    private Optional<ProductId> product = Optional.empty();
    private Feed feed = Feed.REPLAY;
    private byte[] feedLabel = NOTHING;
    private long receivedAt;
    private long timestamp;
    private OptionalLong sizeBeforeOurCut = OptionalLong.empty();

    void read(ConsumerRecord<byte[], byte[]> record) {
        raw = record;
        payload = record.value() == null ? NOTHING : record.value();
        // One of another writer may have none: it is then as old as the one before.
        timestamp = record.timestamp() < 0 ? timestamp : record.timestamp();
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

    /** Only what every record is asked for, which its producer writes first: a name costs more to read than a value. */
    private void readHeaders(ConsumerRecord<byte[], byte[]> record) {
        byte[] label = null;
        byte[] time = null;
        for (Header header : record.headers()) {
            String name = header.key();
            if (time == null && name.equals(RawHeaders.RECEIVED_AT)) {
                time = value(header);
            } else if (label == null && name.equals(RawHeaders.FEED)) {
                label = value(header);
            }
            if (time != null && label != null) {
                break;
            }
        }
        readFeed(label == null ? NOTHING : label);
        long received = time == null ? Timestamp.NONE : Timestamp.parseMicros(time, 0, time.length);
        receivedAt =
                received == Timestamp.NONE ? Timestamp.ofEpochMilli(timestamp).epochMicros() : received;
    }

    /** Nearly always that of the record before. */
    private void readFeed(byte[] label) {
        if (!Arrays.equals(label, feedLabel)) {
            feed = FEEDS.getOrDefault(Bytes.wrap(label), Feed.REPLAY);
            feedLabel = label;
        }
    }

    private static byte[] value(Header header) {
        return header.value() == null ? NOTHING : header.value();
    }

    private RawHeaders headers() {
        return RawHeaders.of(record().headers(), timestamp);
    }

    private ConsumerRecord<byte[], byte[]> record() {
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
        return timestamp;
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
        return sizeBeforeOurCut.isPresent() ? sizeBeforeOurCut : headers().originalSize();
    }

    RawPosition position() {
        return new RawPosition(record().partition(), record().offset());
    }
}
