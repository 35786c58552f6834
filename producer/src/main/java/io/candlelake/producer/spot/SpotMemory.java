package io.candlelake.producer.spot;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import java.util.Map;

/** Which interval of each pair was settled last, so that the next process knows which ones nobody asked in. */
public interface SpotMemory {
    /**
     * By pair; one that was never polled is absent.
     *
     * @throws InterruptedException when asked to stop
     */
    Map<ProductId, Timestamp> read() throws InterruptedException;

    /**
     * The interval that began then has its answer, or its note, in Kafka. Returns at once; from any thread.
     *
     * @param scheduledAt the interval's beginning
     */
    void settled(ProductId pair, Timestamp scheduledAt);
}
