package io.candlelake.benchmarks.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.candlelake.benchmarks.report.Lags;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How late each trade was in raw_messages: from the exchange's time in its frame to the time at which the broker appended it, which
 * the topic keeps as the record's. Read after the fact, so that reading costs the measurement nothing.
 *
 * @param bootstrapServers where Kafka is
 */
record LagReader(String bootstrapServers) {
    private static final byte[] TIME = "\"time\":\"".getBytes(ISO_8859_1);
    private static final int TIME_LENGTH = "2026-07-07T22:58:17.164892Z".length();
    private static final int FIRST_ROOM = 1 << 16;

    /** Of the trades whose own time is in the span, in milliseconds since the epoch. */
    Lags read(long fromMillis, long untilMillis) {
        long[] lags = new long[FIRST_ROOM];
        int count = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    long micros = isMatch(record) ? time(record.value()) : 0;
                    if (micros >= fromMillis * 1_000 && micros < untilMillis * 1_000) {
                        lags = count == lags.length ? Arrays.copyOf(lags, count * 2) : lags;
                        lags[count++] = record.timestamp() - micros / 1_000;
                    }
                }
            }
        }
        return Lags.of(lags, count);
    }

    private static boolean isMatch(ConsumerRecord<byte[], byte[]> record) {
        Header channel = record.headers().lastHeader(RawHeaders.CHANNEL);
        return channel != null && new String(channel.value(), ISO_8859_1).equals("match");
    }

    /** Microseconds since the epoch; 0 when the frame names no time. */
    private static long time(byte[] frame) {
        for (int at = frame.length - TIME_LENGTH; at >= TIME.length; at--) {
            if (Arrays.equals(frame, at - TIME.length, at, TIME, 0, TIME.length)) {
                Optional<Timestamp> time = Timestamp.parse(new String(frame, at, TIME_LENGTH, ISO_8859_1));
                return time.map(Timestamp::epochMicros).orElse(0L);
            }
        }
        return 0;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", 10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.RAW_MESSAGES).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
