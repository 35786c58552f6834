package io.candlelake.contract.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.domain.Feed;
import io.candlelake.domain.Timestamp;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * How a frame was received, in the headers of its record: {@code feed=exchange, channel=match, connection_id=…,
 * received_at=2026-07-07T22:58:17.164892Z}.
 *
 * @param feed where it came from
 * @param channel the frame's own word for its kind; absent where it could not be read
 * @param connectionId one for each connection, or replayed file
 * @param receivedAt by the producer's clock
 * @param originalSize bytes of the frame, present only where the payload was cut
 */
public record RawHeaders(
        Feed feed, Optional<String> channel, String connectionId, Timestamp receivedAt, OptionalLong originalSize) {
    public static final String FEED = "feed";
    public static final String CHANNEL = "channel";
    public static final String CONNECTION_ID = "connection_id";
    public static final String RECEIVED_AT = "received_at";
    public static final String ORIGINAL_SIZE = "original_size";

    /** Kafka's form. What is read of every record comes first, so that the rest can be left unread. */
    public Headers toKafka() {
        Headers headers = new RecordHeaders();
        headers.add(FEED, feed.label().getBytes(UTF_8));
        headers.add(RECEIVED_AT, receivedAt.toString().getBytes(UTF_8));
        channel.ifPresent(word -> headers.add(CHANNEL, word.getBytes(UTF_8)));
        headers.add(CONNECTION_ID, connectionId.getBytes(UTF_8));
        originalSize.ifPresent(
                size -> headers.add(ORIGINAL_SIZE, Long.toString(size).getBytes(UTF_8)));
        return headers;
    }

    /**
     * Reads Kafka's form. A record of another writer may lack headers: the feed is then {@code replay}, the least trusted,
     * and the time is the record's own. Of headers of one name the first counts.
     *
     * @param recordMillis the record's timestamp
     */
    public static RawHeaders of(Headers headers, long recordMillis) {
        return new RawHeaders(
                text(headers, FEED).flatMap(Feed::parse).orElse(Feed.REPLAY),
                text(headers, CHANNEL),
                text(headers, CONNECTION_ID).orElse(""),
                text(headers, RECEIVED_AT)
                        .flatMap(Timestamp::parse)
                        .orElseGet(() -> Timestamp.ofEpochMilli(Math.max(recordMillis, 0))),
                text(headers, ORIGINAL_SIZE).map(RawHeaders::number).orElse(OptionalLong.empty()));
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException foreign) {
            return OptionalLong.empty();
        }
    }

    private static Optional<String> text(Headers headers, String name) {
        Iterator<Header> found = headers.headers(name).iterator();
        return found.hasNext()
                ? Optional.ofNullable(found.next().value()).map(value -> new String(value, UTF_8))
                : Optional.empty();
    }
}
