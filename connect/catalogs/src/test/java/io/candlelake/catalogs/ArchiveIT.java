package io.candlelake.catalogs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as MSK Connect gets it, in workers of both generations, with catalogs and files as on AWS. */
class ArchiveIT {
    /** MSK Connect's generation. */
    private static final Path CONNECT_3_7 = Path.of("..", "worker-3.7", "target", "lib");

    /** The local stack's. */
    private static final Path CONNECT_4 = Path.of("..", "target", "worker-lib");

    private static final int ROWS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    /** In Glue where Python has moto, else in a REST catalog. */
    @Test
    void onConnect37EveryRowIsInTheTableOnceThoughTheWorkerIsKilled() throws Exception {
        if (StandIn.hasMoto(StandIn.python())) {
            everyRowIsInGluesTable(CONNECT_3_7);
        } else {
            everyRowIsInTheRestCatalogsTable(CONNECT_3_7);
        }
    }

    @Test
    void onConnect4EveryRowIsInTheTableOnceThoughTheWorkerIsKilled() throws Exception {
        everyRowIsInTheRestCatalogsTable(CONNECT_4);
    }

    private void everyRowIsInGluesTable(Path worker) throws Exception {
        try (StandIn s3 = StandIn.s3(folder);
                StandIn glue = StandIn.glue(StandIn.python(), folder)) {
            everyRowIsThereOnce(
                    worker,
                    Map.of(
                            "CATALOG_TYPE",
                            "glue",
                            "GLUE_ENDPOINT",
                            glue.address(),
                            "WAREHOUSE",
                            "s3://lake/warehouse",
                            "S3_ENDPOINT",
                            s3.address()));
        }
    }

    private void everyRowIsInTheRestCatalogsTable(Path worker) throws Exception {
        try (StandIn s3 = StandIn.s3(folder)) {
            StandIn.withKeys();
            Map<String, String> environment = Map.of(
                    "CATALOG_URI", LakeSettings.local(folder).catalogUri(),
                    "WAREHOUSE", "s3://lake/warehouse",
                    "S3_ENDPOINT", s3.address());
            Catalog behind = CatalogUtil.buildIcebergCatalog(
                    "behind", LakeSettings.parse(environment).catalogProperties(), null);
            try (RestCatalogServer rest = new RestCatalogServer(behind)) {
                everyRowIsThereOnce(
                        worker,
                        Map.of(
                                "CATALOG_TYPE",
                                "rest",
                                "CATALOG_URI",
                                rest.address(),
                                "WAREHOUSE",
                                "s3://lake/warehouse",
                                "S3_ENDPOINT",
                                s3.address()));
            }
        }
    }

    private void everyRowIsThereOnce(Path worker, Map<String, String> environment) throws Exception {
        StandIn.withKeys();
        LakeSettings settings = LakeSettings.parse(environment);
        try (TestKafka kafka = TestKafka.start();
                LakeCatalog lake = LakeCatalog.open(settings);
                ArchiveWorker connect = new ArchiveWorker(worker, folder, kafka.bootstrapServers(), StandIn.KEYS);
                KafkaProducer<String, byte[]> producer = producer(kafka)) {
            LakeTables.createMissing(lake);
            Map<String, String> config = connector(settings);
            connect.create("ticks", config);

            produce(producer, 1, true);
            produce(producer, 100_001, false);
            awaitRows(lake, ROWS);
            connect.killAndStartAgain();
            produce(producer, ROWS + 1, true);
            connect.create("ticks", config);
            awaitRows(lake, 2 * ROWS);

            assertThat(ids(lake))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 2 * ROWS).boxed().toList());
            assertThat(connect.logged()).doesNotContain("NoClassDefFoundError", "NoSuchMethodError");
        }
    }

    /** The archive's example, but for where the stand-ins are. */
    private static Map<String, String> connector(LakeSettings lake) {
        Map<String, String> config = ArchiveWorker.example("ticks.properties");
        config.put("commit.interval.ms", "1000"); // A minute is long for a test.
        config.keySet().removeIf(key -> key.startsWith("iceberg.catalog."));
        lake.catalogProperties().forEach((name, value) -> config.put("iceberg.catalog." + name, value));
        return config;
    }

    private static KafkaProducer<String, byte[]> producer(TestKafka kafka) {
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "archive"),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static void produce(KafkaProducer<String, byte[]> producer, long first, boolean commits) {
        producer.beginTransaction();
        for (long id = first; id < first + ROWS; id++) {
            var unused = producer.send(
                    new ProducerRecord<>("ticks", id % 2 == 0 ? "BTC-USD" : "ETH-USD", tick(id).getBytes(UTF_8)));
        }
        producer.flush();
        if (commits) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    private static String tick(long id) {
        String time = "2026-11-2" + id % 3 + "T07:58:17.164892Z";
        return """
                {"product_id":"BTC-USD","trade_id":%d,"price":"63514.6","size":"0.2","taker_side":"buy","time":"%s",\
                "feed":"simulator","received_at":"%s","raw_partition":0,"raw_offset":%d}""".formatted(id, time, time, id);
    }

    private static void awaitRows(LakeCatalog lake, int rows) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (ids(lake).size() < rows) {
            assertThat(Instant.now()).as("rows of ticks: %s", ids(lake).size()).isBefore(deadline);
            Thread.sleep(200);
        }
    }

    private static List<Long> ids(LakeCatalog lake) throws IOException {
        try (CloseableIterable<Record> records =
                IcebergGenerics.read(lake.table("ticks")).select("trade_id").build()) {
            List<Long> ids = new ArrayList<>();
            records.forEach(record -> ids.add((Long) record.getField("trade_id")));
            ids.sort(Comparator.naturalOrder());
            return ids;
        }
    }
}
