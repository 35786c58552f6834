package io.candlelake.producer.raw;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.gap.Ask;
import io.candlelake.producer.gap.PageSink;
import io.candlelake.producer.source.ReceivedFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes what was fetched by REST, or noted about it, keyed by the product that was asked for. Not thread-safe: one for each thread. */
public final class RestWriter implements PageSink {
    private final RawWriter writer;
    private final Optional<Tracking> tracking;
    private final String connectionId = UUID.randomUUID().toString();
    private final RestFrameParser parser = new RestFrameParser();
    private final Map<ProductId, ProductWriter> writers = new HashMap<>();

    RestWriter(RawWriter writer, Optional<Tracking> tracking) {
        this.writer = writer;
        this.tracking = tracking;
    }

    @Override
    public boolean write(Ask ask, ReceivedFrame received) {
        Optional<String> channel = Optional.of(RestFrameParser.TRADES);
        Frame frame = parser.parse(channel, Optional.of(ask.productId()), received.payload());
        if (frame instanceof Frame.Trades page && tracking.isPresent()) {
            ProductWriter product =
                    writers.computeIfAbsent(ask.productId(), id -> new ProductWriter(writer, id, tracking.get()));
            product.writePage(ask, page, received.payload(), headers(channel, received));
            return true;
        }
        send(ask.productId(), channel, received);
        return false;
    }

    /**
     * Queues a record of no trades, as it is: a spot price, or a note.
     *
     * @param channel what it is: {@link RestFrameParser#SPOT}, {@link RestFrameParser#SPOT_MISSED}
     * @param durable run when Kafka has it, on Kafka's thread
     */
    public WrittenFrame write(String channel, ProductId product, ReceivedFrame received, Runnable durable) {
        Frame frame = parser.parse(Optional.of(channel), Optional.of(product), received.payload());
        RawHeaders headers = headers(Optional.of(channel), received);
        writer.send(RawRecord.awaited(product, received.payload(), headers, durable));
        return new WrittenFrame(frame, received.isCut(), Set.of(product));
    }

    private void send(ProductId product, Optional<String> channel, ReceivedFrame received) {
        writer.send(RawRecord.plain(Optional.of(product), received.payload(), headers(channel, received)));
    }

    private RawHeaders headers(Optional<String> channel, ReceivedFrame received) {
        return new RawHeaders(Feed.REST, channel, connectionId, received.receivedAt(), received.originalSize());
    }
}
