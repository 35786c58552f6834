package io.candlelake.producer;

import io.candlelake.domain.ProductId;
import io.candlelake.producer.raw.RestWriter;
import io.candlelake.producer.raw.WrittenFrame;
import io.candlelake.producer.source.ReceivedFrame;
import io.candlelake.producer.spot.SpotOutput;

/** Writes what spot prices brought to raw_messages, from several threads. */
final class SpotRecords implements SpotOutput {
    private final RestWriter writer;

    SpotRecords(RestWriter writer) {
        this.writer = writer;
    }

    @Override
    public synchronized void write(String channel, ProductId pair, ReceivedFrame frame, Runnable durable) {
        WrittenFrame unused = writer.write(channel, pair, frame, durable);
    }
}
