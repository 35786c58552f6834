package io.candlelake.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Timestamp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made again from frames is what the topology made of them. */
class RawReplayTest {
    private static final long START = Timestamp.of("2026-07-07T22:58:00Z").epochMicros();

    private record RawFrame(String key, String payload, Timestamp receivedAt) {
        byte[] bytes() {
            return payload.getBytes(UTF_8);
        }

        org.apache.kafka.common.header.Headers headers() {
            return new RawHeaders(Feed.EXCHANGE, Optional.of("match"), "connection", receivedAt, OptionalLong.empty())
                    .toKafka();
        }

        long millis() {
            return receivedAt.epochMicros() / 1_000;
        }
    }

    /** Two products over ten minutes; a tenth of the trades come twice, a twentieth minutes late, some not at all. */
    private static List<RawFrame> frames() {
        Random random = new Random(5);
        TreeMap<Long, RawFrame> frames = new TreeMap<>();
        for (int i = 1; i <= 1_000; i++) {
            String product = i % 3 == 0 ? "PLUM-EUR" : "PEAR-USD";
            long time = START + i * 600_000L;
            String payload = String.format(
                    "{\"type\":\"match\",\"trade_id\":%d,\"side\":\"%s\",\"size\":\"0.%d\",\"price\":\"%d.5\",\"product_id\":\"%s\",\"sequence\":%d,\"time\":\"%s\"}",
                    i / 3 * (i % 3 == 0 ? 1 : 2) + i % 3,
                    random.nextBoolean() ? "buy" : "sell",
                    1 + random.nextInt(99),
                    100 + random.nextInt(9),
                    product,
                    i,
                    new Timestamp(time));
            if (i % 97 != 0) {
                long late = i % 20 == 0 ? 200_000_000L : 0;
                frames.put(time + late + i, new RawFrame(product, payload, new Timestamp(time + late + 1_000)));
            }
            if (i % 10 == 5) {
                frames.put(time + 777_777, new RawFrame(product, payload, new Timestamp(time + 777_777)));
            }
        }
        return new ArrayList<>(frames.values());
    }

    @Test
    void theReplayMakesWhatTheTopologyMade(@TempDir Path state) {
        List<String> replayed = replay();

        List<String> made = topology(state);
        for (String topic : List.of(Topics.TICKS, Topics.CANDLES, Topics.REJECTS, Topics.GAPS)) {
            assertThat(of(topic, replayed)).containsExactlyElementsOf(of(topic, made));
        }
        assertThat(of(Topics.TICKS, replayed)).hasSizeGreaterThan(600);
        assertThat(of(Topics.GAPS, replayed)).isNotEmpty();
        assertThat(replayed).anyMatch(line -> line.contains("\"revision\":2"));
    }

    @Test
    void rowsMadeTwiceAreTheSameToTheByte() {
        assertThat(messages()).containsExactlyElementsOf(messages());
    }

    private static List<String> replay() {
        return messages().stream().map(RawReplayTest::withoutClock).toList();
    }

    private static List<String> messages() {
        List<String> messages = new ArrayList<>();
        RawReplay replay = new RawReplay(TopologySettings.DEFAULT, (topic, message, isOfClock) -> {
            if (!topic.equals(Topics.CANDLES_LIVE)) {
                messages.add(topic + " " + new String(message, UTF_8));
            }
        });
        long offset = 0;
        for (RawFrame frame : frames()) {
            replay.process(
                    0,
                    offset++,
                    frame.millis(),
                    frame.millis(),
                    frame.key().getBytes(UTF_8),
                    frame.bytes(),
                    frame.headers());
        }
        return messages;
    }

    private static List<String> topology(Path state) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "replayed");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        List<String> messages = new ArrayList<>();
        try (TopologyTestDriver driver =
                new TopologyTestDriver(CandleTopology.build(TopologySettings.DEFAULT), settings)) {
            TestInputTopic<byte[], byte[]> raw =
                    driver.createInputTopic(Topics.RAW_MESSAGES, new ByteArraySerializer(), new ByteArraySerializer());
            for (RawFrame frame : frames()) {
                raw.pipeInput(
                        new TestRecord<>(frame.key().getBytes(UTF_8), frame.bytes(), frame.headers(), frame.millis()));
                for (String topic : List.of(
                        Topics.TICKS, Topics.CANDLES, Topics.REJECTS, Topics.GAPS, Topics.SPOT_PRICES, Topics.ALERTS)) {
                    driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                            .readValuesToList()
                            .forEach(message -> messages.add(withoutClock(topic + " " + new String(message, UTF_8))));
                }
            }
        }
        return messages;
    }

    private static List<String> of(String topic, List<String> messages) {
        return messages.stream()
                .filter(message -> message.startsWith(topic + " "))
                .toList();
    }

    private static String withoutClock(String message) {
        return message.replaceFirst("\"emitted_at\":\"[^\"]*\"", "\"emitted_at\":\"\"");
    }
}
