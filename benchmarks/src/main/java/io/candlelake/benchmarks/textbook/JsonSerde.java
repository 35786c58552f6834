package io.candlelake.benchmarks.textbook;

import io.candlelake.benchmarks.peer.PeerJson;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * JSON by an object mapper, as in every example: {@code new JsonSerde<>(PeerFold.class)}.
 *
 * @param type of the object
 */
record JsonSerde<T>(Class<T> type) implements Serde<T> {
    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> write(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> read(bytes);
    }

    // Kafka's interfaces say null for "none".
    @SuppressWarnings("NullAway")
    private static <T> byte[] write(@Nullable T value) {
        return value == null ? null : PeerJson.write(value);
    }

    @SuppressWarnings("NullAway")
    private T read(byte @Nullable [] bytes) {
        return bytes == null ? null : PeerJson.read(bytes, type);
    }
}
