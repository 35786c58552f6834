package io.candlelake.producer.raw;

import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Kafka's client for raw_messages, once Kafka has answered and has the topic. */
final class KafkaStart {
    private KafkaStart() {}

    static KafkaProducer<byte[], byte[]> connect(KafkaWriteSettings settings) throws InterruptedException {
        // A start is to fail soon, a write to wait long: Kafka's client has one setting for both, so two clients.
        connect(settings, settings.startPatience()).close(Duration.ZERO);
        return connect(settings, settings.deliveryTimeout());
    }

    private static KafkaProducer<byte[], byte[]> connect(KafkaWriteSettings settings, Duration patience)
            throws InterruptedException {
        KafkaProducer<byte[], byte[]> producer = null;
        try {
            producer = new KafkaProducer<>(settings.toKafka(patience));
            if (producer.partitionsFor(Topics.RAW_MESSAGES).isEmpty()) {
                throw new KafkaException("the topic has no partition");
            }
            return producer;
        } catch (InterruptException stopped) {
            // Kafka's exception sets the flag again; whoever gets ours decides anew.
            boolean unused = Thread.interrupted();
            close(producer);
            throw new InterruptedException("asked to stop");
        } catch (KafkaException unreachable) {
            close(producer);
            throw new RawWriteException(
                    "no topic " + Topics.RAW_MESSAGES + " at Kafka " + settings.bootstrapServers() + " ("
                            + RawWriteException.reason(unreachable) + "): is the broker running, the address right?",
                    unreachable);
        }
    }

    private static void close(@Nullable KafkaProducer<byte[], byte[]> producer) {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}
