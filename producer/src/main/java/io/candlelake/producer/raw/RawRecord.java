package io.candlelake.producer.raw;

import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.progress.DoneTrades;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record to be written, and what follows when Kafka has it.
 *
 * @param product its key, where it has one
 * @param payload the frame's bytes
 * @param headers how it was received
 * @param done where its trades are added then; null where nobody keeps count, in a replay
 * @param trades its trades
 * @param durable run then, too; null where nobody waits for it
 * @param newestTrade the time of its newest trade where that tells how late we are, else null: for each trade, so no Optional
 */
record RawRecord(
        Optional<ProductId> product,
        byte[] payload,
        RawHeaders headers,
        @Nullable DoneTrades done,
        Done trades,
        @Nullable Runnable durable,
        @Nullable Timestamp newestTrade) {

    /** One of which nothing follows. */
    static RawRecord plain(Optional<ProductId> product, byte[] payload, RawHeaders headers) {
        return new RawRecord(product, payload, headers, null, Done.NOTHING, null, null);
    }

    /** One that somebody waits for. */
    static RawRecord awaited(ProductId product, byte[] payload, RawHeaders headers, Runnable durable) {
        return new RawRecord(Optional.of(product), payload, headers, null, Done.NOTHING, durable, null);
    }
}
