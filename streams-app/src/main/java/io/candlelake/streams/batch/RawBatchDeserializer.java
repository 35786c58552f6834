package io.candlelake.streams.batch;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The batch that a polled record carries, or one of its value alone. */
public final class RawBatchDeserializer implements Deserializer<RawBatch> {
    @Override
    public RawBatch deserialize(String topic, byte @Nullable [] value) {
        return RawBatch.single(value);
    }

    @Override
    public RawBatch deserialize(String topic, Headers headers, byte @Nullable [] value) {
        return headers instanceof BatchHeaders carrier ? carrier.batch() : RawBatch.single(value);
    }
}
