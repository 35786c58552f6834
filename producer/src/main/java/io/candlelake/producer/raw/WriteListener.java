package io.candlelake.producer.raw;

import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Hears what becomes of records: of acknowledgements on Kafka's thread, which must not wait. */
public interface WriteListener {
    /** Nobody listens. */
    WriteListener NONE = new WriteListener() {};

    /** A record is about to be handed to Kafka's client: those of one product in their order. Its bytes do not change any more. */
    default void written(Optional<ProductId> product, RawHeaders headers, byte[] payload) {}

    /** Kafka has a record, whatever it holds. In each partition's order. */
    default void acknowledged(RecordMetadata metadata) {}

    /**
     * Kafka has a frame of a feed with trades that were new: not the first frame of a product on a connection, which tells of old ones, and none of REST.
     *
     * @param tradeTime of its newest trade, the exchange's
     * @param acknowledgedAt by our clock
     */
    default void tradesAcknowledged(ProductId product, Timestamp tradeTime, Timestamp acknowledgedAt) {}

    /** The buffer is full and a connection is held back: true; it has room again: false. */
    default void waiting(boolean forRoom) {}
}
