package io.candlelake.streams;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.streams.candle.CandleSettings;
import io.candlelake.streams.state.BoundedRocksDb;
import io.candlelake.streams.topology.TopologySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What the process is told by its environment.
 *
 * @param bootstrapServers {@code KAFKA_BOOTSTRAP_SERVERS}, needed: {@code 127.0.0.1:19092}
 * @param stateDirectory {@code STREAMS_STATE_DIR}, needed: {@code data/streams}
 * @param threads {@code STREAM_THREADS}, default 1
 * @param instance {@code STREAMS_INSTANCE}, default {@code streams-app-0}: the static member id, unique per process
 * @param healthPort {@code HEALTH_PORT}, 0 for none
 * @param topology {@code CANDLE_GRACE_MS} (default 2000), {@code REVISION_HORIZON_HOURS} (48), {@code SILENCE_MS} (60000),
 *     {@code LONGEST_SILENCE_DAYS} (7), {@code FUTURE_BOUND_MS} (60000), {@code LIVE_UPDATES_PER_SECOND} (4)
 */
public record StreamsSettings(
        String bootstrapServers,
        String stateDirectory,
        int threads,
        String instance,
        int healthPort,
        TopologySettings topology) {
    /** Also the name of the consumer group and the prefix of changelogs and transactional ids. */
    public static final String APPLICATION_ID = "candlelake-streams";

    /** Throws {@link IllegalArgumentException} with all problems in one message. */
    public static StreamsSettings parse(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String servers = needed(environment, "KAFKA_BOOTSTRAP_SERVERS", "such as 127.0.0.1:19092", problems);
        String directory = needed(environment, "STREAMS_STATE_DIR", "a folder such as data/streams", problems);
        long threads = number(environment, "STREAM_THREADS", 1, 1, 64, problems);
        long healthPort = number(environment, "HEALTH_PORT", 0, 0, 65_535, problems);
        long grace = number(environment, "CANDLE_GRACE_MS", 2_000, 0, 86_400_000, problems);
        long horizon = number(environment, "REVISION_HORIZON_HOURS", 48, 1, 8_760, problems);
        long silence = number(environment, "SILENCE_MS", 60_000, 5_000, 86_400_000, problems);
        long silentDays = number(environment, "LONGEST_SILENCE_DAYS", 7, 1, 366, problems);
        long live = number(environment, "LIVE_UPDATES_PER_SECOND", 4, 1, 100, problems);
        long future = number(environment, "FUTURE_BOUND_MS", 60_000, 0, 86_400_000, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        CandleSettings candles = new CandleSettings(
                grace * 1_000, horizon * 3_600_000_000L, silence * 1_000, silentDays * 86_400_000_000L);
        return new StreamsSettings(
                servers,
                directory,
                (int) threads,
                environment.getOrDefault("STREAMS_INSTANCE", "streams-app-0"),
                (int) healthPort,
                new TopologySettings(candles, future * 1_000, (int) live));
    }

    /** Of these settings those that decide what the rows are. Throws {@link IllegalArgumentException} as {@link #parse}. */
    public static TopologySettings topology(Map<String, String> environment) {
        Map<String, String> complete = new HashMap<>(environment);
        complete.put("KAFKA_BOOTSTRAP_SERVERS", "none");
        complete.put("STREAMS_STATE_DIR", "none");
        return parse(complete).topology();
    }

    private static String needed(Map<String, String> environment, String name, String form, List<String> problems) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            problems.add(name + " is not set (" + form + ")");
        }
        return value;
    }

    private static long number(
            Map<String, String> environment, String name, long absent, long min, long max, List<String> problems) {
        String text = environment.getOrDefault(name, Long.toString(absent));
        if (text.matches("[0-9]{1,12}") && Long.parseLong(text) >= min && Long.parseLong(text) <= max) {
            return Long.parseLong(text);
        }
        problems.add(name + " is '" + text + "', not a number from " + min + " to " + max);
        return absent;
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID),
                Map.entry(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(StreamsConfig.STATE_DIR_CONFIG, stateDirectory),
                Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads),
                Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
                Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100),
                Map.entry(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1),
                Map.entry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class),
                Map.entry(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class),
                Map.entry(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class),
                // A process that comes back takes its old place at once instead of waiting for its own session to end.
                Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance),
                Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 15_000),
                Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000),
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4"),
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 131_072),
                Map.entry(
                        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                        FrameLimit.MAX_RECORD_BYTES),
                // The default of 10 s ends the transaction of a process that a busy machine only delayed.
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 60_000)));
        return properties;
    }
}
