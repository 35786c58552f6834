package io.candlelake.producer;

import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.raw.WriteListener;
import io.candlelake.producer.record.Recorder;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Keeps what is written in a file too, in the same order, and passes on what else is heard. */
final class Recording implements WriteListener {
    private final Recorder recorder;
    private final WriteListener next;

    Recording(Recorder recorder, WriteListener next) {
        this.recorder = recorder;
        this.next = next;
    }

    @Override
    public void written(Optional<ProductId> product, RawHeaders headers, byte[] payload) {
        recorder.record(product, payload, headers);
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
