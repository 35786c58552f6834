package io.candlelake.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.contract.message.CandleCodec;
import io.candlelake.contract.message.TickCodec;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Candle;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Interval;
import io.candlelake.domain.Timestamp;
import io.candlelake.streams.topology.CandleTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker: what is remembered survives the loss of the local state, for the changelogs hold it. */
class ExactlyOnceTest {
    @SuppressWarnings("NullAway.Init")
    private TestKafka kafka;

    @SuppressWarnings("NullAway.Init")
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() {
        kafka = TestKafka.start();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        kafka.close();
    }

    @Test
    void stateIsRestoredFromItsChangelogsAlone(@TempDir Path first, @TempDir Path second) throws Exception {
        run(first, () -> {
            LongStream.rangeClosed(1, 50).forEach(id -> trade(id, "10:00:" + (10 + id % 40)));
            awaitTicks(50);
        });
        run(second, () -> {
            LongStream.rangeClosed(1, 60).forEach(id -> trade(id, "10:00:" + (10 + id % 40)));
            trade(61, "10:01:02");
            awaitTicks(61);
        });
        assertThat(kafka.read(Topics.TICKS))
                .extracting(record -> TickCodec.decode(record.value()).tradeId().value())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 61).boxed().toList());
        List<Candle> minutes = kafka.read(Topics.CANDLES).stream()
                .map(record -> CandleCodec.decode(record.value()))
                .filter(candle -> candle.interval() == Interval.ONE_MINUTE)
                .toList();
        assertThat(minutes).singleElement().satisfies(candle -> {
            assertThat(candle.tradeCount()).isEqualTo(60);
            assertThat(candle.volume()).isEqualByComparingTo("60");
        });
    }

    private interface Steps {
        void run() throws Exception;
    }

    private void run(Path stateDirectory, Steps steps) throws Exception {
        StreamsSettings settings = StreamsSettings.parse(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "STREAMS_STATE_DIR", stateDirectory.toString()));
        try (KafkaStreams streams = new KafkaStreams(
                CandleTopology.build(settings.topology()),
                settings.toProperties(),
                new io.candlelake.streams.batch.BatchingClients())) {
            streams.start();
            steps.run();
        }
    }

    private void trade(long id, String timeOfDay) {
        String frame = String.format(
                Locale.ROOT,
                "{\"type\":\"match\",\"trade_id\":%d,\"side\":\"sell\",\"size\":\"1\",\"price\":\"10\","
                        + "\"product_id\":\"BTC-USD\",\"sequence\":%d,\"time\":\"2026-11-20T%sZ\"}",
                id,
                id,
                timeOfDay);
        RawHeaders headers = new RawHeaders(
                Feed.EXCHANGE, Optional.of("match"), "test", Timestamp.of(Instant.now()), OptionalLong.empty());
        try {
            producer.send(new ProducerRecord<>(
                            Topics.RAW_MESSAGES,
                            null,
                            null,
                            "BTC-USD".getBytes(UTF_8),
                            frame.getBytes(UTF_8),
                            headers.toKafka()))
                    .get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void awaitTicks(int count) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(90));
        while (kafka.read(Topics.TICKS).size() < count) {
            assertThat(Instant.now()).as("ticks within 90 s").isBefore(deadline);
            Thread.sleep(100);
        }
    }
}
