package io.candlelake.streams.batch;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that tells Streams what became of a record only where Streams goes by it: of a failure always, of success only in
 * a changelog, whose offsets it keeps. What else it does for each record that was written is to count bytes by topic, which
 * the broker counts too (docs/adr/0012).
 */
final class QuietProducer extends KafkaProducer<byte[], byte[]> {
    private static final String CHANGELOG = "-changelog";

    QuietProducer(Map<String, Object> config) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, @Nullable Callback streams) {
        if (streams == null || message.topic().endsWith(CHANGELOG)) {
            return super.send(message, streams);
        }
        return super.send(message, (metadata, failure) -> {
            if (failure != null) {
                streams.onCompletion(metadata, failure);
            }
        });
    }
}
