package io.candlelake.benchmarks.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * From a message to its record: {@code new Records<>("ticks", trade -> trade.productId, PeerJson::write)}. A class instead of the
 * connector's builder, which wants to know the types of what it is given and cannot read them from a lambda.
 */
final class Records<T> implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1;

    private final String topic;
    private final Part<T, String> key;
    private final Part<T, byte[]> value;

    Records(String topic, Part<T, String> key, Part<T, byte[]> value) {
        this.topic = topic;
        this.key = key;
        this.value = value;
    }

    /** A function that Flink can ship. */
    @FunctionalInterface
    interface Part<T, P> extends Serializable {
        P of(T message);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T message, KafkaSinkContext context, @Nullable Long millis) {
        return new ProducerRecord<>(topic, null, millis, key.of(message).getBytes(UTF_8), value.of(message));
    }
}
