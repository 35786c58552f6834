package io.candlelake.benchmarks.flink;

import io.candlelake.benchmarks.peer.PeerFrame;
import io.candlelake.contract.topic.Topics;
import java.util.UUID;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** Flink's connector at both ends: {@code source()}, {@code sink("ticks", ...)}; exactly once. */
final class KafkaTopics {
    private static final String SERVERS = System.getenv("KAFKA_BOOTSTRAP_SERVERS");

    private KafkaTopics() {}

    static KafkaSource<PeerFrame> source() {
        return KafkaSource.<PeerFrame>builder()
                .setBootstrapServers(SERVERS)
                .setGroupId(System.getenv("BENCHMARK_GROUP"))
                .setTopics(Topics.RAW_MESSAGES)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new FrameReader())
                .build();
    }

    static <T> KafkaSink<T> sink(String topic, Records.Part<T, String> key, Records.Part<T, byte[]> value) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(SERVERS)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(topic + "-" + UUID.randomUUID())
                // Flink's default of an hour is more than a broker allows. The rest is as the streams app has it.
                .setProperty("transaction.timeout.ms", "600000")
                .setProperty("compression.type", "lz4")
                .setProperty("linger.ms", "100")
                .setProperty("batch.size", "131072")
                .setRecordSerializer(new Records<>(topic, key, value))
                .build();
    }
}
