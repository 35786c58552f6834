package io.candlelake.streams;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.streams.candle.CandleSettings;
import io.candlelake.streams.quality.QualitySettings;
import io.candlelake.streams.runtime.RuntimeSettings;
import io.candlelake.streams.state.BoundedRocksDb;
import io.candlelake.streams.topology.TopologySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What the process is told by its environment, checked: {@code 127.0.0.1:19092, data/streams, streams-app-0, 2 threads}. {@link
 * Setting} names the variables and their defaults.
 *
 * @param bootstrapServers where Kafka is
 * @param stateDirectory where the state on disk is
 * @param instance the static member id, unique per process; Kafka Streams appends the number of the thread
 * @param threads stream threads
 * @param standbyReplicas copies of the state in other processes
 * @param runtime how the process runs
 * @param topology what becomes of the events
 */
public record StreamsSettings(
        String bootstrapServers,
        String stateDirectory,
        String instance,
        int threads,
        int standbyReplicas,
        RuntimeSettings runtime,
        TopologySettings topology) {
    /** Also the name of the consumer group and the prefix of changelogs and transactional ids. */
    public static final String APPLICATION_ID = "candlelake-streams";

    /** The local stack's and Docker's patience with a process that stops, less what the end of the JVM takes. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

    /** Throws {@link IllegalArgumentException} with all problems in one message. */
    public static StreamsSettings parse(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String servers = needed(environment, Setting.KAFKA_BOOTSTRAP_SERVERS, problems);
        String directory = needed(environment, Setting.STREAMS_STATE_DIR, problems);
        String instance = instance(environment, problems);
        long threads = number(environment, Setting.STREAM_THREADS, 1, 64, problems);
        long standbyReplicas = number(environment, Setting.STANDBY_REPLICAS, 0, 5, problems);
        RuntimeSettings runtime = runtime(environment, problems);
        TopologySettings topology = topology(environment, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new StreamsSettings(
                servers, directory, instance, (int) threads, (int) standbyReplicas, runtime, topology);
    }

    /** Of these settings those that decide what the rows are. Throws {@link IllegalArgumentException} as {@link #parse}. */
    public static TopologySettings topology(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        TopologySettings topology = topology(environment, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return topology;
    }

    private static RuntimeSettings runtime(Map<String, String> environment, List<String> problems) {
        long healthPort = number(environment, Setting.HEALTH_PORT, 0, 65_535, problems);
        long patience = number(environment, Setting.KAFKA_PATIENCE_SECONDS, 1, 3_600, problems);
        String leaves = value(environment, Setting.STREAMS_LEAVE_GROUP);
        if (!leaves.matches("true|false")) {
            problems.add(Setting.STREAMS_LEAVE_GROUP + " is '" + leaves + "', neither true nor false");
        }
        return new RuntimeSettings(
                (int) healthPort, Duration.ofSeconds(patience), STOP_TIMEOUT, Boolean.parseBoolean(leaves));
    }

    private static TopologySettings topology(Map<String, String> environment, List<String> problems) {
        long grace = number(environment, Setting.CANDLE_GRACE_MS, 0, 86_400_000, problems);
        long horizon = number(environment, Setting.REVISION_HORIZON_HOURS, 1, 8_760, problems);
        long silence = number(environment, Setting.SILENCE_MS, 5_000, 86_400_000, problems);
        long silentDays = number(environment, Setting.LONGEST_SILENCE_DAYS, 1, 366, problems);
        long future = number(environment, Setting.FUTURE_BOUND_MS, 0, 86_400_000, problems);
        long live = number(environment, Setting.LIVE_UPDATES_PER_SECOND, 1, 100, problems);
        CandleSettings candles = new CandleSettings(
                grace * 1_000, horizon * 3_600_000_000L, silence * 1_000, silentDays * 86_400_000_000L);
        QualitySettings quality = QualitySettings.parse(values(environment), problems);
        return new TopologySettings(candles, future * 1_000, (int) live, quality);
    }

    private static String value(Map<String, String> environment, Setting setting) {
        String value = environment.getOrDefault(setting.name(), "").strip();
        return value.isEmpty() ? setting.absent() : value;
    }

    /** By name, defaults too. */
    private static Map<String, String> values(Map<String, String> environment) {
        return Arrays.stream(Setting.values())
                .collect(Collectors.toMap(Setting::name, setting -> value(environment, setting)));
    }

    private static String instance(Map<String, String> environment, List<String> problems) {
        String instance = value(environment, Setting.STREAMS_INSTANCE);
        if (!instance.matches("[A-Za-z0-9._-]{1,200}")) {
            problems.add(
                    Setting.STREAMS_INSTANCE + " is '" + instance + "', not up to 200 letters, digits, dots, _ and -");
        }
        return instance;
    }

    private static String needed(Map<String, String> environment, Setting setting, List<String> problems) {
        String value = value(environment, setting);
        if (value.isEmpty()) {
            problems.add(setting + " is not set (" + setting.meaning() + ")");
        }
        return value;
    }

    private static long number(
            Map<String, String> environment, Setting setting, long min, long max, List<String> problems) {
        String text = value(environment, setting);
        if (text.matches("[0-9]{1,12}") && Long.parseLong(text) >= min && Long.parseLong(text) <= max) {
            return Long.parseLong(text);
        }
        problems.add(setting + " is '" + text + "', not a number from " + min + " to " + max);
        return min;
    }

    /** What Kafka Streams is told. */
    Properties toProperties() {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID),
                Map.entry(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(StreamsConfig.STATE_DIR_CONFIG, stateDirectory),
                Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads),
                Map.entry(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas),
                Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
                // While there is a backlog; who has caught up commits sooner (CommitPace).
                Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500),
                // The newer one, "streams", is unknown to the brokers of Amazon MSK.
                Map.entry(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic"),
                Map.entry(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1),
                Map.entry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class),
                Map.entry(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class),
                Map.entry(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class),
                // A process that comes back takes its old place at once instead of waiting for its own session to end.
                Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance),
                Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 15_000),
                // A batch is what Streams counts as a record (docs/adr/0012): two of them wait at most.
                Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000),
                // A task reads one partition and has no other to wait for; to find that out costs text for each record.
                Map.entry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L),
                Map.entry(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 1),
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
