package io.candlelake.producer.raw;

import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Kafka's client for raw_messages, once Kafka has answered and has the topic. */
final class KafkaStart {
    private KafkaStart() {}

    static KafkaProducer<byte[], byte[]> connect(KafkaWriteSettings settings) throws InterruptedException {
        KafkaProducer<byte[], byte[]> producer = null;
        try {
            producer = new KafkaProducer<>(settings.toKafka());
            awaitTopic(producer, settings.startPatience());
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

    private static void awaitTopic(KafkaProducer<byte[], byte[]> producer, Duration patience) {
        long startNanos = System.nanoTime();
        while (true) {
            try {
                if (producer.partitionsFor(Topics.RAW_MESSAGES).isEmpty()) {
                    throw new KafkaException("the topic has no partition");
                }
                return;
            } catch (TimeoutException notYet) {
                if (System.nanoTime() - startNanos > patience.toNanos()) {
                    throw notYet;
                }
            }
        }
    }

    private static void close(@Nullable KafkaProducer<byte[], byte[]> producer) {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}
