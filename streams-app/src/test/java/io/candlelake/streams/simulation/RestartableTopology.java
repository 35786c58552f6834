package io.candlelake.streams.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.contract.message.CandleCodec;
import io.candlelake.contract.message.GapCodec;
import io.candlelake.contract.message.RejectCodec;
import io.candlelake.contract.message.TickCodec;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Candle;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Gap;
import io.candlelake.domain.Reject;
import io.candlelake.domain.Tick;
import io.candlelake.domain.Timestamp;
import io.candlelake.streams.state.ProductStore;
import io.candlelake.streams.state.StateStores;
import io.candlelake.streams.topology.CandleTopology;
import io.candlelake.streams.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology as a process that can die: what it knows after a restart is what its changelogs hold. */
final class RestartableTopology implements AutoCloseable {
    private static final String APPLICATION = "simulation";
    private static final List<String> STORES = List.of(StateStores.PRODUCTS, StateStores.CLOSED_CANDLES);

    private final Path directory;
    private final TopologySettings settings;
    private final Map<String, Map<Bytes, byte[]>> changelogs = new HashMap<>();
    private TopologyTestDriver driver;
    private Instant clock;

    RestartableTopology(Path directory, TopologySettings settings, Instant clock) {
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
        STORES.forEach(store -> changelogs.put(store, new HashMap<>()));
        this.driver = start();
    }

    private TopologyTestDriver start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        return new TopologyTestDriver(CandleTopology.build(settings), properties, clock);
    }

    /** What the changelogs hold now. */
    Map<String, Map<Bytes, byte[]>> committed() {
        for (String store : STORES) {
            Map<Bytes, byte[]> changelog = Objects.requireNonNull(changelogs.get(store));
            for (TestRecord<byte[], byte[]> change :
                    output(APPLICATION + "-" + store + "-changelog").readRecordsToList()) {
                if (change.value() == null) {
                    changelog.remove(Bytes.wrap(change.key()));
                } else {
                    changelog.put(Bytes.wrap(change.key()), change.value());
                }
            }
        }
        Map<String, Map<Bytes, byte[]>> copy = new HashMap<>();
        changelogs.forEach((store, changelog) -> copy.put(store, new HashMap<>(changelog)));
        return copy;
    }

    /** Dies, with its local state, and starts with that of the changelogs: what was not read from its topics yet was never committed. */
    void restart(Map<String, Map<Bytes, byte[]>> committed) {
        driver.close();
        driver = start();
        changelogs.clear();
        committed.forEach((store, changelog) -> {
            changelogs.put(store, new HashMap<>(changelog));
            changelog.forEach(store(store)::put);
        });
    }

    private KeyValueStore<Bytes, byte[]> store(String name) {
        return name.equals(StateStores.PRODUCTS)
                ? ((ProductStore) driver.getStateStore(name)).wrapped()
                : driver.getKeyValueStore(name);
    }

    void pipe(Input input) {
        Timestamp receivedAt = new Timestamp(input.receivedAt());
        RawHeaders headers = new RawHeaders(
                Feed.parse(input.feed()).orElseThrow(),
                input.channel(),
                "connection",
                receivedAt,
                OptionalLong.empty());
        driver.createInputTopic(Topics.RAW_MESSAGES, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(
                        input.product().getBytes(UTF_8),
                        input.payload().getBytes(UTF_8),
                        headers.toKafka(),
                        receivedAt.toInstant()));
    }

    void advance(Duration time) {
        clock = clock.plus(time);
        driver.advanceWallClockTime(time);
    }

    Instant clock() {
        return clock;
    }

    /** What came out since the last call. */
    Output read() {
        return new Output(
                output(Topics.TICKS).readValuesToList().stream()
                        .map(TickCodec::decode)
                        .toList(),
                candles(Topics.CANDLES),
                candles(Topics.CANDLES_LIVE),
                output(Topics.GAPS).readValuesToList().stream()
                        .map(GapCodec::decode)
                        .toList(),
                output(Topics.REJECTS).readValuesToList().stream()
                        .map(RejectCodec::decode)
                        .toList());
    }

    private List<Candle> candles(String topic) {
        return output(topic).readValuesToList().stream()
                .map(CandleCodec::decode)
                .toList();
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        driver.close();
    }

    /** Rows, by topic. */
    record Output(List<Tick> ticks, List<Candle> candles, List<Candle> live, List<Gap> gaps, List<Reject> rejects) {}
}
