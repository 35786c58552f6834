package io.candlelake.producer.spot;

import io.candlelake.domain.ProductId;
import io.candlelake.producer.source.ReceivedFrame;

/** Where answers and notes go: raw_messages, feed {@code rest}. Called from several threads. */
@FunctionalInterface
public interface SpotOutput {
    /**
     * Queues a record; may wait for room.
     *
     * @param channel {@code spot_price} or {@code spot_missed}
     * @param pair the record's key
     * @param durable to be run when Kafka has the record; records of one pair in their order; on any thread
     * @throws RuntimeException when Kafka fails, which ends the polling
     */
    void write(String channel, ProductId pair, ReceivedFrame frame, Runnable durable);
}
