package io.candlelake.producer.raw;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.source.ReceivedFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Writes the frames of one connection: each once for each product that it concerns, keyed by it; once without a key when
 * it concerns none. Not thread-safe.
 */
public final class ConnectionWriter {
    /** Longer words than any of Coinbase's are cut: a header must not make a record too large. */
    private static final int LONGEST_CHANNEL = 64;

    private final RawWriter writer;
    private final Feed feed;
    private final Optional<Tracking> tracking;
    private final String connectionId = UUID.randomUUID().toString();
    private final FrameParser parser = new FrameParser();
    private final RestFrameParser restParser = new RestFrameParser();
    private final FrameProducts products = new FrameProducts();
    private final Map<ProductId, ProductWriter> writers = new HashMap<>();

    ConnectionWriter(RawWriter writer, Feed feed, Optional<Tracking> tracking) {
        this.writer = writer;
        this.feed = feed;
        this.tracking = tracking;
    }

    /** In the header of every record of this connection. */
    public String connectionId() {
        return connectionId;
    }

    /**
     * Queues the frame's records, a report of what it shows to be missing before it; waits while there is no room. Throws {@link RawWriteException}
     * when Kafka fails, or when interrupted.
     */
    public WrittenFrame write(ReceivedFrame received) {
        Frame frame = parser.parse(received.payload());
        Set<ProductId> keys = products.of(frame, received.payload());
        RawHeaders headers =
                new RawHeaders(feed, channel(frame), connectionId, received.receivedAt(), received.originalSize());
        if (keys.isEmpty()) {
            writer.send(RawRecord.plain(Optional.empty(), received.payload(), headers));
        }
        for (ProductId product : keys) {
            write(product, frame, received.payload(), headers);
        }
        return new WrittenFrame(frame, received.isCut(), keys);
    }

    private void write(ProductId product, Frame frame, byte[] payload, RawHeaders headers) {
        if (tracking.isPresent()) {
            ProductWriter known = writers.get(product);
            if (known == null) {
                known = new ProductWriter(writer, product, tracking.get());
                writers.put(product, known);
            }
            known.write(frame, payload, headers);
        } else {
            writer.send(RawRecord.plain(Optional.of(product), payload, headers));
        }
    }

    /**
     * As {@link #write}, of what REST answered or a note of ours: the channel says what it is, the product is its key.
     *
     * @param channel {@code rest_trades}, {@code spot_price}, {@code gap_report}, {@code spot_missed}
     */
    public WrittenFrame writeRest(String channel, ProductId product, ReceivedFrame received) {
        Frame frame = restParser.parse(Optional.of(channel), Optional.of(product), received.payload());
        RawHeaders headers = new RawHeaders(
                feed, Optional.of(channel), connectionId, received.receivedAt(), received.originalSize());
        writer.send(RawRecord.plain(Optional.of(product), received.payload(), headers));
        return new WrittenFrame(frame, received.isCut(), Set.of(product));
    }

    private static Optional<String> channel(Frame frame) {
        String kind = frame.kind();
        return kind.isEmpty()
                ? Optional.empty()
                : Optional.of(kind.substring(0, Math.min(kind.length(), LONGEST_CHANNEL)));
    }
}
