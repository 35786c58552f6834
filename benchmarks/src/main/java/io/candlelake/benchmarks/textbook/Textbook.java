package io.candlelake.benchmarks.textbook;

import io.candlelake.benchmarks.peer.PeerCandle;
import io.candlelake.benchmarks.peer.PeerFold;
import io.candlelake.benchmarks.peer.PeerFrame;
import io.candlelake.benchmarks.peer.PeerInterval;
import io.candlelake.benchmarks.peer.PeerJson;
import io.candlelake.benchmarks.peer.PeerTrade;
import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Six windowed aggregates over deduplicated trades, in the DSL, with JSON serdes and {@code exactly_once_v2}, all else as Kafka
 * Streams has it by default: what one writes after the manual's chapters on windows, deduplication and suppression.
 */
public final class Textbook {
    private static final Serde<String> KEYS = Serdes.String();

    /**
     * The shortest that the stores would do with has them open a RocksDB instance for each minute of event time, which is most of
     * what a replay then does.
     */
    private static final Duration RETENTION = Duration.ofDays(2);

    private Textbook() {}

    public static void main(String[] words) throws InterruptedException {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, System.getenv("BENCHMARK_GROUP"),
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, System.getenv("KAFKA_BOOTSTRAP_SERVERS"),
                StreamsConfig.STATE_DIR_CONFIG, System.getenv("STREAMS_STATE_DIR"),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.REPLICATION_FACTOR_CONFIG, 1));
        CountDownLatch stopped = new CountDownLatch(1);
        try (KafkaStreams streams = new KafkaStreams(topology(), properties)) {
            streams.setUncaughtExceptionHandler(error -> {
                error.printStackTrace();
                stopped.countDown();
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            stopped.await();
        }
        System.exit(1);
    }

    static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, PeerFrame> frames = builder.stream(
                Topics.RAW_MESSAGES,
                Consumed.with(
                                KEYS,
                                Serdes.serdeFrom(
                                        (topic, frame) -> frame.payload, (topic, bytes) -> PeerJson.frame(bytes)))
                        .withTimestampExtractor(eventTime()));
        frames.filterNot((product, frame) -> frame.isValid())
                .mapValues(PeerJson::reject)
                .to(Topics.REJECTS, Produced.with(KEYS, Serdes.ByteArray()));
        KStream<String, PeerTrade> trades = frames.filter((product, frame) -> frame.isValid())
                .mapValues(frame -> frame.trade)
                .processValues(deduplication());
        trades.to(Topics.TICKS, Produced.with(KEYS, new JsonSerde<>(PeerTrade.class)));
        KGroupedStream<String, PeerTrade> grouped =
                trades.groupByKey(Grouped.with(KEYS, new JsonSerde<>(PeerTrade.class)));
        PeerInterval.ALL.forEach(interval -> candles(grouped, interval));
        return builder.build();
    }

    private static void candles(KGroupedStream<String, PeerTrade> trades, PeerInterval interval) {
        trades.windowedBy(TimeWindows.ofSizeAndGrace(interval.length(), PeerInterval.GRACE))
                .aggregate(
                        PeerFold::new,
                        (product, trade, fold) -> fold.add(trade),
                        Materialized.<String, PeerFold, WindowStore<Bytes, byte[]>>as("candles-" + interval.label())
                                .withKeySerde(KEYS)
                                .withValueSerde(new JsonSerde<>(PeerFold.class))
                                .withRetention(RETENTION))
                .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()))
                .toStream()
                .map((window, fold) -> KeyValue.pair(
                        window.key(),
                        fold.candle(interval.label(), window.window().start())))
                .to(Topics.CANDLES, Produced.with(KEYS, new JsonSerde<>(PeerCandle.class)));
    }

    private static TimestampExtractor eventTime() {
        return (record, partitionTime) -> record.value() instanceof PeerFrame frame && frame.isValid()
                ? frame.trade.micros / 1_000
                : partitionTime;
    }

    private static FixedKeyProcessorSupplier<String, PeerTrade, PeerTrade> deduplication() {
        return new FixedKeyProcessorSupplier<>() {
            @Override
            public FixedKeyProcessor<String, PeerTrade, PeerTrade> get() {
                return new FirstOfItsId(PeerInterval.MEMORY.toMillis());
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(
                                FirstOfItsId.STORE, RETENTION, PeerInterval.MEMORY.multipliedBy(2), false),
                        KEYS,
                        Serdes.Long()));
            }
        };
    }
}
