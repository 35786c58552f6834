package io.candlelake.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.lake.LakeCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tables by one connector of ours with two tasks, on two workers, of which one dies and the other sleeps and wakes. */
class RebalanceIT {
    private static final List<Sink> TABLES = List.of(new Sink("gaps"), new Sink("ticks"));
    private static final String NAME = "both";
    private static final String DEAD_LETTERS = "dead-letters";
    private static final byte[] BROKEN = {'{', (byte) 0xff, 0};

    /** Longer than the sessions of workers and consumers. */
    private static final Duration SLEEP = Duration.ofSeconds(14);

    @Test
    void everyRowIsThereOnceThoughTasksMoveDieAndComeBackFromTheDead(@TempDir Path directory) throws Exception {
        try (TestKafka kafka = TestKafka.start();
                TestWorker one = new TestWorker(SinkKind.LAKE, kafka.bootstrapServers(), directory, List.of());
                TestWorker two = one.another();
                Trickle trickle = Trickle.start(kafka.bootstrapServers())) {
            one.launch();
            two.launch();
            TestWorker.await(() -> one.client().ready() && two.client().ready());
            one.client().put(NAME, config(one));
            try (LakeCatalog lake = LakeCatalog.open(one.lakeSettings())) {
                awaitCommits(lake);
                assertThat(one.client().status(NAME).tasks()).hasSize(2);
                sendBroken(kafka);

                one.kill();
                awaitCommits(lake);

                one.launch();
                TestWorker.await(() -> one.client().ready());
                awaitCommits(lake);

                // Asleep in the midst of its work; when it wakes, its partitions are another's.
                two.signal("STOP");
                Thread.sleep(SLEEP.toMillis());
                awaitCommits(lake);
                two.signal("CONT");
                awaitCommits(lake);

                trickle.finish();
                SinkBarrier barrier = new SinkBarrier(SinkKind.LAKE, kafka.bootstrapServers(), one.admin());
                for (Sink table : TABLES) {
                    barrier.awaitRead(
                            table.table(), "connect-" + NAME, Instant.now().plus(TestWorker.PATIENCE));
                    new Rows(lake, table).assertEachOnce(trickle.committed());
                }
            }
            assertThat(kafka.read(DEAD_LETTERS))
                    .isNotEmpty()
                    .extracting(ConsumerRecord::value)
                    .containsOnly(BROKEN);
        }
    }

    private static void awaitCommits(LakeCatalog lake) {
        TABLES.forEach(table -> new Rows(lake, table).awaitCommit());
    }

    private static Map<String, String> config(TestWorker worker) {
        Map<String, String> config = new HashMap<>(ConnectorConfigs.of(new Sink("ticks"), worker.settings()));
        config.put("topics", "ticks,gaps");
        config.put("tasks.max", "2");
        // Of one task alone.
        config.remove("consumer.override.group.instance.id");
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", DEAD_LETTERS);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        return config;
    }

    private static void sendBroken(TestKafka kafka) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("gaps", "BTC-USD".getBytes(UTF_8), BROKEN))
                    .get();
        }
    }
}
