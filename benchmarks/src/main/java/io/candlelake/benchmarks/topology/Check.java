package io.candlelake.benchmarks.topology;

import io.candlelake.benchmarks.load.CandleValues;
import io.candlelake.benchmarks.load.Window;
import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what a contestant committed and holds it against what must come of the load.
 *
 * @param bootstrapServers where Kafka is
 * @param expected the candles
 * @param endMicros windows that begin there or later are not looked at
 */
public record Check(String bootstrapServers, Map<Window, CandleValues> expected, long endMicros) {
    /** Long enough for a next checkpoint of whoever commits its results after its input. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /**
     * What was found.
     *
     * @param ticks committed records of ticks
     * @param candles windows with a candle
     * @param wrong windows whose candle is absent, another or surplus
     */
    public record Found(long ticks, long candles, long wrong) {}

    /**
     * Waits until all is there, and then for as long as a surplus could need.
     *
     * @param ticks how many records of ticks there must be
     * @param candles whether there must be candles
     */
    public Found read(long ticks, boolean candles) {
        CandleReader reader = new CandleReader(endMicros);
        long count = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            long last = System.nanoTime();
            while (System.nanoTime() - last < patience(count >= ticks, reader, candles)) {
                long before = count + reader.found();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.topic().equals(Topics.TICKS)) {
                        count++;
                    } else {
                        reader.read(record.value());
                    }
                }
                if (count + reader.found() != before) {
                    last = System.nanoTime();
                }
            }
        }
        return new Found(count, reader.found(), candles ? reader.wrong(expected) : 0);
    }

    /** Whoever lacks something gets the longer time. */
    private long patience(boolean ticksAreThere, CandleReader reader, boolean candles) {
        boolean complete = ticksAreThere && (!candles || reader.found() >= expected.size());
        return (complete ? SILENCE : LONGEST_WAIT).toNanos();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topics.TICKS, Topics.CANDLES)
                .flatMap(topic ->
                        consumer.partitionsFor(topic).stream().map(info -> new TopicPartition(topic, info.partition())))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
