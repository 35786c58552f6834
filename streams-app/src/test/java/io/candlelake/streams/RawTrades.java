package io.candlelake.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.contract.message.TickCodec;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Tick;
import io.candlelake.domain.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes trades of a product as the producer would, one a second from 10:00:00, and reads the ticks that became of them. */
final class RawTrades implements AutoCloseable {
    private final TestKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    RawTrades(TestKafka kafka) {
        this.kafka = kafka;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    RawTrades write(String product, long first, long last) {
        LongStream.rangeClosed(first, last).forEach(id -> write(product, match(product, id)));
        return this;
    }

    static String match(String product, long id) {
        return String.format(
                Locale.ROOT,
                "{\"type\":\"match\",\"trade_id\":%d,\"side\":\"sell\",\"size\":\"1\",\"price\":\"10\","
                        + "\"product_id\":\"%s\",\"sequence\":%d,\"time\":\"%s\"}",
                id,
                product,
                id,
                Instant.parse("2026-11-20T10:00:00Z").plusSeconds(id));
    }

    RawTrades write(String product, String frame) {
        return write(product, Feed.EXCHANGE, "match", frame);
    }

    RawTrades write(String product, Feed feed, String channel, String frame) {
        RawHeaders headers =
                new RawHeaders(feed, Optional.of(channel), "test", Timestamp.of(Instant.now()), OptionalLong.empty());
        ProducerRecord<byte[], byte[]> raw = new ProducerRecord<>(
                Topics.RAW_MESSAGES, null, null, product.getBytes(UTF_8), frame.getBytes(UTF_8), headers.toKafka());
        try {
            producer.send(raw).get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
        return this;
    }

    /** Waits until the ticks of the product are those of the ids, each once, whatever their order. */
    void awaitTicks(String product, long first, long last) throws InterruptedException {
        List<Long> expected = LongStream.rangeClosed(first, last).boxed().toList();
        assertThat(awaitTicks(product, expected.size())).containsExactlyInAnyOrderElementsOf(expected);
    }

    List<Long> awaitTicks(String product, int count) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        List<Long> ids = ids(product);
        while (ids.size() < count && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
            ids = ids(product);
        }
        return ids;
    }

    List<Long> ids(String product) {
        return kafka.read(Topics.TICKS).stream()
                .map(record -> TickCodec.decode(record.value()))
                .filter(tick -> tick.productId().value().equals(product))
                .map(Tick::tradeId)
                .map(id -> id.value())
                .toList();
    }

    @Override
    public void close() {
        producer.close();
    }
}
