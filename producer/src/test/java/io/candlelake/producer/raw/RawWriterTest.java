package io.candlelake.producer.raw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.RawTopic;
import io.candlelake.producer.RawTopic.Raw;
import io.candlelake.producer.source.ReceivedFrame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

class RawWriterTest {
    private static final Timestamp RECEIVED = Timestamp.of("2026-07-07T22:58:17.164892Z");

    @Test
    void recordSaysHowTheFrameWasReceived() throws Exception {
        RawTopic topic = new RawTopic();
        List<RecordMetadata> acknowledged = new CopyOnWriteArrayList<>();
        String connectionId;
        try (RawWriter writer = RawWriter.connect(topic.bootstrapServers(), acknowledged::add)) {
            ConnectionWriter connection = writer.connection(Feed.SIMULATOR);
            connectionId = connection.connectionId();
            WrittenFrame written = connection.write(frame("{\"type\":\"status\",\"product_id\":\"BTC-USD\"}"));
            assertThat(written.products()).isEqualTo(Set.of(ProductId.of("BTC-USD")));
            writer.flush();
        }

        Raw raw = topic.records().get(0);
        assertThat(raw.key()).isEqualTo("BTC-USD");
        assertThat(raw.text()).isEqualTo("{\"type\":\"status\",\"product_id\":\"BTC-USD\"}");
        assertThat(raw.headers())
                .isEqualTo(new RawHeaders(
                        Feed.SIMULATOR, Optional.of("status"), connectionId, RECEIVED, OptionalLong.empty()));
        assertThat(raw.timestampMillis()).isEqualTo(1_783_465_097_164L);
        assertThat(acknowledged).singleElement().satisfies(metadata -> assertThat(metadata.offset())
                .isEqualTo(raw.offset()));
    }

    @Test
    void eachConnectionHasAnIdOfItsOwn() throws Exception {
        try (RawWriter writer = RawWriter.connect(new RawTopic().bootstrapServers(), metadata -> {})) {
            assertThat(writer.connection(Feed.EXCHANGE).connectionId())
                    .hasSize(36)
                    .isNotEqualTo(writer.connection(Feed.EXCHANGE).connectionId());
        }
    }

    @Test
    void unreachableKafkaIsOneClearLine() {
        assertThatThrownBy(() -> RawWriter.connect(impatient("127.0.0.1:1"), WriteListener.NONE))
                .isInstanceOf(RawWriteException.class)
                .hasMessageStartingWith("no topic raw_messages at Kafka 127.0.0.1:1 (")
                .hasMessageEndingWith("): is the broker running, the address right?");
        assertThatThrownBy(() -> RawWriter.connect(impatient("no-such-host.invalid:1"), WriteListener.NONE))
                .isInstanceOf(RawWriteException.class)
                .hasMessageStartingWith("no topic raw_messages at Kafka no-such-host.invalid:1 (");
    }

    @Test
    void recordThatKafkaDoesNotTakeFailsTheWriter() throws Exception {
        RawTopic topic = new RawTopic();
        try (RawWriter writer = RawWriter.connect(topic.bootstrapServers(), metadata -> {})) {
            RawHeaders headers = new RawHeaders(Feed.REPLAY, Optional.empty(), "c", RECEIVED, OptionalLong.empty());
            writer.send(RawRecord.plain(Optional.empty(), new byte[FrameLimit.MAX_RECORD_BYTES], headers));

            assertThatThrownBy(() ->
                            writer.failure().orTimeout(20, TimeUnit.SECONDS).join())
                    .hasCauseInstanceOf(RawWriteException.class);
            assertThatThrownBy(() -> writer.connection(Feed.REPLAY).write(frame("{}")))
                    .isInstanceOf(RawWriteException.class)
                    .hasMessageContaining("did not take a record of raw_messages")
                    .hasMessageContaining("larger than");
            assertThatThrownBy(writer::flush).isInstanceOf(RawWriteException.class);
        }
        assertThat(topic.records()).isEmpty();
    }

    private static KafkaWriteSettings impatient(String bootstrapServers) {
        return new KafkaWriteSettings(bootstrapServers, 1_000_000, Duration.ofMinutes(1), Duration.ofMillis(500));
    }

    private static ReceivedFrame frame(String text) {
        return new ReceivedFrame(text.getBytes(UTF_8), OptionalLong.empty(), RECEIVED);
    }
}
