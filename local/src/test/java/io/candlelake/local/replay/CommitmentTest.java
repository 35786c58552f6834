package io.candlelake.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.EmbeddedBroker;
import io.candlelake.connect.SinkKind;
import io.candlelake.contract.topic.Topics;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import io.candlelake.local.view.Broker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker and real tables; the test itself does what the streams app and the sinks would. */
class CommitmentTest {
    @Test
    void returnsWhenTheTablesHaveGrownByAllRecords(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker kafka = EmbeddedBroker.start(folder.resolve("kafka"));
                Broker broker = Broker.at(kafka.bootstrapServers());
                LakeCatalog lake = LakeCatalog.open(LakeSettings.local(folder))) {
            LakeTables.createMissing(lake);
            createTopics(broker);
            append(lake, Topics.TICKS, "time_day=2026-07-06", 7);
            Baseline before = Baseline.read(broker, lake, SinkKind.DEFAULT);
            assertThat(before.rows()).containsEntry(Topics.TICKS, 7L);

            send(kafka, Topics.RAW_MESSAGES, 3);
            send(kafka, Topics.TICKS, 2);
            CompletableFuture<Outcome> waiting = CompletableFuture.supplyAsync(() -> await(broker, lake, before));
            assertThat(waiting).isNotDone();
            takeFrames(kafka, 3);
            append(lake, Topics.RAW_MESSAGES, "received_at_day=2026-07-07", 3);
            append(lake, Topics.TICKS, "time_day=2026-07-07", 1);
            assertThat(waiting).isNotDone();
            append(lake, Topics.TICKS, "time_day=2026-07-07", 1);

            Outcome outcome = waiting.get(120, TimeUnit.SECONDS);
            assertThat(outcome.ticks()).isEqualTo(2);
            assertThat(outcome.records(Topics.RAW_MESSAGES)).isEqualTo(3);
            assertThat(outcome.candles()).isEmpty();
        }
    }

    private static Outcome await(Broker broker, LakeCatalog lake, Baseline before) {
        try (ProgressLine progress = new ProgressLine()) {
            return new Commitment(broker, lake, before, progress).await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void createTopics(Broker broker) throws Exception {
        broker.admin()
                .createTopics(Baseline.TOPICS.stream()
                        .map(topic -> new NewTopic(topic, 1, (short) 1))
                        .toList())
                .all()
                .get(30, TimeUnit.SECONDS);
        // Only a partition that answers takes an idempotent producer's batches in order.
        while (broker.extents(Baseline.TOPICS).size() < Baseline.TOPICS.size()) {
            Thread.onSpinWait();
        }
    }

    private static void send(EmbeddedBroker kafka, String topic, int count) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                var unused = producer.send(new ProducerRecord<>(topic, "{}".getBytes(UTF_8)));
            }
        }
    }

    /** The reader under test is on another thread, so this asks with a client of its own. */
    private static void takeFrames(EmbeddedBroker kafka, long offset) throws Exception {
        try (Broker own = Broker.at(kafka.bootstrapServers())) {
            own.admin()
                    .alterConsumerGroupOffsets(
                            "candlelake-streams",
                            Map.of(new TopicPartition(Topics.RAW_MESSAGES, 0), new OffsetAndMetadata(offset)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    /** A commit of so many rows; nobody opens the file. */
    private static void append(LakeCatalog lake, String name, String partition, long rows) {
        Table table = lake.table(name);
        table.newAppend()
                .appendFile(DataFiles.builder(table.spec())
                        .withPath(
                                table.location() + "/data/" + List.of(partition, rows) + System.nanoTime() + ".parquet")
                        .withPartitionPath(partition)
                        .withFileSizeInBytes(1)
                        .withRecordCount(rows)
                        .build())
                .commit();
    }
}
