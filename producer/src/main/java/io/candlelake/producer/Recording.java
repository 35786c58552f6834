package io.candlelake.producer;

import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.raw.WriteListener;
import io.candlelake.producer.record.Recorder;
import io.candlelake.producer.source.ReceivedFrame;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Keeps what is written in a file too, in the same order, and passes on what else is heard. */
final class Recording implements WriteListener {
    /** A frame of several products is several records, by one thread, one after the other, of the same bytes. */
    private static final ThreadLocal<byte @Nullable []> LAST_FRAME = new ThreadLocal<>();

    private final Recorder recorder;
    private final WriteListener next;

    Recording(Recorder recorder, WriteListener next) {
        this.recorder = recorder;
        this.next = next;
    }

    @Override
    public void written(Optional<ProductId> product, RawHeaders headers, byte[] payload) {
        ReceivedFrame frame = new ReceivedFrame(payload, headers.originalSize(), headers.receivedAt());
        if (headers.feed() == Feed.REST) {
            recorder.rest(headers.channel().orElse(""), product.orElseThrow(), frame);
        } else if (LAST_FRAME.get() != payload) {
            LAST_FRAME.set(payload);
            recorder.frame(headers.connectionId(), frame);
        }
        next.written(product, headers, payload);
    }

    @Override
    public void acknowledged(RecordMetadata metadata) {
        next.acknowledged(metadata);
    }

    @Override
    public void tradesAcknowledged(ProductId product, Timestamp tradeTime, Timestamp acknowledgedAt) {
        next.tradesAcknowledged(product, tradeTime, acknowledgedAt);
    }

    @Override
    public void waiting(boolean forRoom) {
        next.waiting(forRoom);
    }
}
