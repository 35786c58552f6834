package io.candlelake.producer.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.contract.frame.Frame.GapReport;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.gap.FrameRecords;
import io.candlelake.producer.gap.GapListener;
import io.candlelake.producer.gap.GapSettings;
import io.candlelake.producer.gap.GapTracker;
import io.candlelake.producer.gap.Resumed;
import io.candlelake.producer.gap.TradeIds;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final ProductId ETH = ProductId.of("ETH-USD");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Not the module's shared one: a record that is not ours is in it for good. */
    private final TestKafka kafka = TestKafka.start();

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void whatIsNotedAtAnOrderlyStopIsReadBackWithTheNotesOfOtherProducts() throws Exception {
        Progress first = read();
        GapTracker gaps = tracker(first);
        first.start(gaps);
        see(gaps, BTC, 7);
        see(gaps, BTC, 12);
        first.product(BTC).addAll(7, 9);
        first.product(BTC).add(12);
        // Never believed, so never noted, though Kafka has it.
        first.product(BTC).add(9_000_000_000L);
        first.close();
        Progress second = read();
        GapTracker later = tracker(second);
        second.start(later);
        see(later, ETH, 100);
        second.product(ETH).add(100);
        second.close();

        assertThat(read().resumed()).containsEntry(BTC, new Resumed(7, ranges(7, 9, 12, 12)));
        assertThat(read().resumed()).containsEntry(ETH, new Resumed(100, ranges(100, 100)));
    }

    @Test
    void recordThatIsNotOursIsOneClearLineAndATombstoneForgets() throws Exception {
        send("spot:BTC-USD", "{\"at\":1}");
        send("SOL-USD", "{\"product_id\":\"SOL-USD\",\"from\":7,\"done\":[]}");
        assertThat(read().resumed()).containsEntry(ProductId.of("SOL-USD"), new Resumed(7, new LongRanges()));
        send("SOL-USD", null);
        assertThat(read().resumed()).doesNotContainKey(ProductId.of("SOL-USD"));
        send("XRP-USD", "{\"from\":7}");

        assertThatThrownBy(this::read)
                .isInstanceOf(ProgressException.class)
                .hasMessageMatching(
                        "producer_progress has a record at offset [0-9]+ that is not the producer's own \\(.*")
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
    }

    @Test
    void absentKafkaIsOneClearLine() {
        assertThatThrownBy(() -> Progress.read("127.0.0.1:1", MINUTE, Duration.ofMillis(500)))
                .isInstanceOf(ProgressException.class)
                .hasMessageStartingWith("cannot read producer_progress at Kafka 127.0.0.1:1 (");
    }

    private Progress read() throws InterruptedException {
        return Progress.read(kafka.bootstrapServers(), MINUTE);
    }

    private static GapTracker tracker(Progress progress) {
        return new GapTracker(GapSettings.defaults(), progress.resumed(), GapListener.NONE);
    }

    private static void see(GapTracker gaps, ProductId product, long id) {
        TradeIds ids = new TradeIds();
        ids.add(id);
        gaps.product(product).trades(ids, false, new FrameRecords() {
            @Override
            public void report(GapReport report) {}

            @Override
            public void frame() {}
        });
    }

    private static LongRanges ranges(long first, long last, long... more) {
        LongRanges ranges = new LongRanges();
        ranges.addAll(first, last);
        for (int i = 0; i < more.length; i += 2) {
            ranges.addAll(more[i], more[i + 1]);
        }
        return ranges;
    }

    // Kafka's interface says null for "no value".
    @SuppressWarnings("NullAway")
    private void send(String key, @Nullable String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.PRODUCER_PROGRESS,
                            key.getBytes(UTF_8),
                            value == null ? null : value.getBytes(UTF_8)))
                    .get();
        }
    }
}
