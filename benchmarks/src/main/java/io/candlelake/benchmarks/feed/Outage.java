package io.candlelake.benchmarks.feed;

import io.candlelake.benchmarks.process.BenchmarkException;
import io.candlelake.benchmarks.process.Broker;
import io.candlelake.benchmarks.report.Progress;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Feed;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Watches raw_messages over an outage: when the feed is there again, and when no trade is missing any more. */
final class Outage implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SeenIds ids = new SeenIds();
    private final Set<String> connections = new HashSet<>();
    private boolean cut;
    private long reconnected;
    private long complete;
    private long byRestBefore;

    /** Of a topic whose records have the time of their append. */
    Outage(Broker broker) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.poll.records", 5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.RAW_MESSAGES).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * What was seen.
     *
     * @param missed trades that REST had to bring
     * @param seconds from the first frame of the new connection to the last missing trade
     */
    record Seen(long missed, double seconds) {}

    /** Reads for so long. Whatever connection comes after {@link #begin} is a new one. */
    void watch(Duration duration) {
        for (long end = System.nanoTime() + duration.toNanos(); System.nanoTime() < end; ) {
            poll();
        }
    }

    void begin() {
        cut = true;
        byRestBefore = ids.byRest();
    }

    /** Reads until nothing is missing any more, and has not been for a while. */
    Seen awaitComplete(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long report = 0;
        while (complete == 0 || System.currentTimeMillis() - complete < QUIET.toMillis()) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException(
                        reconnected == 0
                                ? "the producer has not connected again within " + patience.toSeconds() + " s"
                                : ids.missing() + " trades are still missing after " + patience.toSeconds() + " s");
            }
            poll();
            if (System.nanoTime() > report) {
                report = System.nanoTime() + Duration.ofSeconds(10).toNanos();
                Progress.say(reconnected == 0 ? "not connected yet" : "%,d trades are missing", ids.missing());
            }
        }
        return new Seen(ids.byRest() - byRestBefore, (complete - reconnected) / 1e3);
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            ids.add(record);
            connection(record);
            if (reconnected > 0) {
                complete = ids.missing() > 0 ? 0 : complete == 0 ? record.timestamp() : complete;
            }
        }
    }

    /** The first record of a connection that was not there before the cut is the moment of being connected again. */
    private void connection(ConsumerRecord<byte[], byte[]> record) {
        RawHeaders headers = RawHeaders.of(record.headers(), record.timestamp());
        if (headers.feed() != Feed.REST && connections.add(headers.connectionId()) && cut && reconnected == 0) {
            reconnected = record.timestamp();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
