package io.candlelake.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.streams.batch.BatchingClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner on a real broker. Each test has a product of its own, for they share the topics. */
class RunnerTest {
    private static TestKafka kafka;
    private static RawTrades trades;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @BeforeAll
    static void startKafka() {
        kafka = TestKafka.start();
        trades = new RawTrades(kafka);
    }

    @AfterAll
    static void stopKafka() {
        trades.close();
        kafka.close();
    }

    private Map<String, String> environment() {
        return RunningApp.environment(kafka.bootstrapServers(), directory.resolve("state"));
    }

    /** Throws what it is given, at the next record. */
    private record Faulty(Supplier<@Nullable RuntimeException> fault) implements Processor<Object, Object, Void, Void> {
        @Override
        public void process(Record<Object, Object> record) {
            RuntimeException thrown = fault.get();
            if (thrown != null) {
                throw thrown;
            }
        }
    }

    /** The topology with such a processor beside. */
    private static Topology with(Supplier<@Nullable RuntimeException> fault, Topology topology) {
        return topology.addProcessor("faulty", () -> new Faulty(fault), "raw-messages-source");
    }

    private static Supplier<@Nullable RuntimeException> once(AtomicReference<@Nullable RuntimeException> fault) {
        return () -> fault.getAndSet(null);
    }

    @Test
    void bugStopsTheProcessWithOneLineAndItsRecordIsProcessedAfterTheFix() throws Exception {
        AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
        try (RunningApp app = RunningApp.start(environment(), topology -> with(once(fault), topology))) {
            app.awaitReady();
            trades.write("BUG-USD", 1, 5).awaitTicks("BUG-USD", 1, 5);
            fault.set(new IllegalStateException("boom"));
            trades.write("BUG-USD", 6, 6);

            assertThat(app.awaitEnd()).isEqualTo(1);
            assertThat(app.said().lines()).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("streams-app: a fault of our own in raw_messages-")
                    .contains(" at offset ", "IllegalStateException: boom", "nothing of it was committed"));
        }
        assertThat(trades.ids("BUG-USD")).hasSize(5);
        try (RunningApp app = RunningApp.start(environment())) {
            trades.write("BUG-USD", 7, 8).awaitTicks("BUG-USD", 1, 8);
            assertThat(app.stop()).isZero();
            assertThat(app.said()).isEmpty();
        }
    }

    @Test
    void passingFaultReplacesTheThreadAndNothingIsLostOrTwice() throws Exception {
        AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
        try (RunningApp app = RunningApp.start(environment(), topology -> with(once(fault), topology))) {
            app.awaitReady();
            trades.write("PASS-USD", 1, 5).awaitTicks("PASS-USD", 1, 5);
            fault.set(new DisconnectException("a connection was lost"));
            long began = System.nanoTime();
            trades.write("PASS-USD", 6, 10).awaitTicks("PASS-USD", 1, 10);
            System.out.printf("ticks %.1f s after the fault%n", (System.nanoTime() - began) / 1e9);

            app.awaitReady();
            assertThat(app.metric("threads_replaced_total")).isEqualTo(1);
            assertThat(app.metric("threads_running")).isEqualTo(1);
            assertThat(app.stop()).isZero();
        }
    }

    @Test
    void zombieProducerIsFencedAndItsWorkDoneAgainOnce() throws Exception {
        try (RunningApp app = RunningApp.start(environment());
                Admin admin = kafka.admin()) {
            app.awaitReady();
            trades.write("FENCE-USD", 1, 5).awaitTicks("FENCE-USD", 1, 5);
            List<String> ids = admin.listTransactions().all().get().stream()
                    .map(transaction -> transaction.transactionalId())
                    .filter(id -> id.startsWith(StreamsSettings.APPLICATION_ID))
                    .toList();
            assertThat(ids).isNotEmpty();
            admin.fenceProducers(ids).all().get();
            trades.write("FENCE-USD", 6, 10).awaitTicks("FENCE-USD", 1, 10);
        }
    }

    @Test
    void faultThatDoesNotPassStopsTheProcessInTheEnd() throws Exception {
        try (RunningApp app =
                RunningApp.start(environment(), topology -> with(() -> new DisconnectException("again"), topology))) {
            trades.write("EVER-USD", 1, 1);
            assertThat(app.awaitEnd()).isEqualTo(1);
            assertThat(app.said())
                    .isEqualTo(
                            "streams-app: gave up after 10 faults in 30 minutes, the last: DisconnectException: again\n");
        }
    }

    @Test
    void readyOnlyWhenTheStateIsRestored() throws Exception {
        try (RunningApp app = RunningApp.start(environment())) {
            trades.write("BACK-USD", 1, 130).awaitTicks("BACK-USD", 1, 130);
            assertThat(app.stop()).isZero();
        }
        Map<String, String> elsewhere = RunningApp.environment(kafka.bootstrapServers(), directory.resolve("empty"));
        GatedClients clients = new GatedClients();
        try (RunningApp app = RunningApp.start(elsewhere, topology -> topology, clients)) {
            app.await("restoring", () -> app.metric("restore_remaining_records") > 0);
            assertThat(app.metric("restoring_partitions")).isPositive();
            assertThat(app.isLive()).isTrue();
            assertThat(app.isReady()).isFalse();
            assertThat(app.metric("ready")).isZero();

            clients.gate.countDown();
            app.awaitReady();
            assertThat(app.metric("restore_remaining_records")).isZero();
            assertThat(app.metric("restored_records_total{store=\"products\"}")).isPositive();
            assertThat(app.metric("restored_records_total{store=\"closed-candles\"}"))
                    .isPositive();
            assertThat(app.metric("ready")).isEqualTo(1);
            trades.write("BACK-USD", 130, 131).awaitTicks("BACK-USD", 1, 131);
        }
    }

    /** Changelogs give nothing until the gate is opened. */
    private static final class GatedClients extends BatchingClients {
        private final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
                @Override
                public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                    try {
                        return gate.await(timeout.toMillis(), TimeUnit.MILLISECONDS)
                                ? super.poll(timeout)
                                : ConsumerRecords.empty();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                        return ConsumerRecords.empty();
                    }
                }
            };
        }
    }

    @Test
    void anotherProcessWithACopyOfTheStateTakesOver() throws Exception {
        try (RunningApp first = RunningApp.start(instance("one"));
                RunningApp second = RunningApp.start(instance("two"))) {
            for (int market = 1; market <= 8; market++) {
                trades.write("T" + market + "-USD", 1, 20);
            }
            first.await(
                    "tasks shared",
                    () -> first.metric("tasks{role=\"active\"}") == 2
                            && first.metric("tasks{role=\"standby\"}") == 2
                            && second.metric("tasks{role=\"active\"}") == 2
                            && second.metric("tasks{role=\"standby\"}") == 2);
            first.awaitReady();
            second.awaitReady();
            for (int market = 1; market <= 8; market++) {
                trades.awaitTicks("T" + market + "-USD", 1, 20);
            }

            assertThat(first.stop()).isZero();
            for (int market = 1; market <= 8; market++) {
                trades.write("T" + market + "-USD", 15, 30);
            }
            second.await("all tasks", () -> second.metric("tasks{role=\"active\"}") == 4);
            second.awaitReady();
            for (int market = 1; market <= 8; market++) {
                trades.awaitTicks("T" + market + "-USD", 1, 30);
            }
        }
    }

    private Map<String, String> instance(String name) {
        Map<String, String> environment =
                new HashMap<>(RunningApp.environment(kafka.bootstrapServers(), directory.resolve(name)));
        environment.put("STREAMS_INSTANCE", name);
        environment.put("STANDBY_REPLICAS", "1");
        return environment;
    }

    @Test
    void nameThatIsUsedTwiceIsOneLine() throws Exception {
        try (RunningApp first = RunningApp.start(instance("same"))) {
            first.awaitReady();
            Map<String, String> again = new HashMap<>(instance("same"));
            again.put("STREAMS_STATE_DIR", directory.resolve("other").toString());
            try (RunningApp second = RunningApp.start(again)) {
                assertThat(first.awaitEnd()).isEqualTo(1);
                assertThat(first.said())
                        .isEqualTo(
                                "streams-app: another process runs under our name: give each its own STREAMS_INSTANCE\n");
                second.awaitReady();
            }
        }
    }

    @Test
    void folderThatIsUsedTwiceIsOneLine() throws Exception {
        try (RunningApp first = RunningApp.start(environment())) {
            first.awaitReady();
            try (RunningApp second = RunningApp.start(environment())) {
                assertThat(second.awaitEnd()).isEqualTo(1);
                assertThat(second.said().lines()).singleElement().satisfies(line -> assertThat(line)
                        .startsWith(
                                "streams-app: another process uses our folder: give each its own STREAMS_STATE_DIR"));
            }
        }
    }

    @Test
    void missingTopicIsOneLine() throws Exception {
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (RunningApp app = RunningApp.start(
                environment(), topology -> topology.addSink("nowhere-sink", "nowhere", bytes, bytes, "fold-trades"))) {
            assertThat(app.awaitEnd()).isEqualTo(1);
            assertThat(app.said().lines()).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("streams-app: Kafka has no topic nowhere: create what is missing"));
        }
    }

    @Test
    void absentKafkaIsOneLine() throws Exception {
        Map<String, String> environment =
                new HashMap<>(RunningApp.environment("127.0.0.1:" + RunningApp.freePort(), directory));
        environment.put("KAFKA_PATIENCE_SECONDS", "1");
        try (RunningApp app = RunningApp.start(environment)) {
            assertThat(app.awaitEnd()).isEqualTo(1);
            assertThat(app.said().lines()).singleElement().satisfies(line -> assertThat(line)
                    .contains("did not answer within 1 s: is it running, and KAFKA_BOOTSTRAP_SERVERS its address?"));
        }
    }

    @Test
    void changelogsAreCompactedAndNothingElseDeletesFromThem() throws Exception {
        try (RunningApp app = RunningApp.start(environment());
                Admin admin = kafka.admin()) {
            app.awaitReady();
            List<ConfigResource> changelogs = List.of("products", "closed-candles").stream()
                    .map(store ->
                            new ConfigResource(ConfigResource.Type.TOPIC, "candlelake-streams-" + store + "-changelog"))
                    .toList();
            for (Config config : admin.describeConfigs(changelogs).all().get().values()) {
                assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
                assertThat(config.get("delete.retention.ms").value()).isEqualTo("604800000");
            }
        }
    }
}
