package io.candlelake.catalogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import io.candlelake.lake.maintain.Maintenance;
import io.candlelake.lake.maintain.Outcome;
import io.candlelake.lake.maintain.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of the sink and maintenance on one table, with each kind of catalog. */
class CatalogsTest {
    private static final int COMMITS = 25;
    private static final int ROWS = 4;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void onTheLocalCatalogNothingIsLost() throws IOException, InterruptedException {
        LakeSettings local = LakeSettings.local(folder);
        nothingIsLost(Map.of("CATALOG_URI", local.catalogUri(), "WAREHOUSE", local.warehouse()));
    }

    @Test
    void onGlueNothingIsLost() throws IOException, InterruptedException {
        String python = StandIn.pythonWithMoto();
        try (StandIn s3 = StandIn.s3(folder);
                StandIn glue = StandIn.glue(python, folder)) {
            nothingIsLost(Map.of(
                    "CATALOG_TYPE",
                    "glue",
                    "GLUE_ENDPOINT",
                    glue.address(),
                    "WAREHOUSE",
                    "s3://lake/warehouse",
                    "S3_ENDPOINT",
                    s3.address()));
            long refused = glue.log().lines().filter("refused"::equals).count();
            System.out.println("Glue refused " + refused + " commits as stale");
            assertThat(refused).as("commits that were in each other's way").isPositive();
        }
    }

    @Test
    void onARestCatalogNothingIsLost() throws IOException, InterruptedException {
        LakeSettings local = LakeSettings.local(folder);
        try (StandIn s3 = StandIn.s3(folder)) {
            Map<String, String> environment = Map.of(
                    "CATALOG_URI", local.catalogUri(),
                    "WAREHOUSE", "s3://lake/warehouse",
                    "S3_ENDPOINT", s3.address());
            StandIn.withKeys();
            Catalog behind = CatalogUtil.buildIcebergCatalog(
                    "behind", LakeSettings.parse(environment).catalogProperties(), null);
            try (RestCatalogServer rest = new RestCatalogServer(behind)) {
                nothingIsLost(Map.of(
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

    private void nothingIsLost(Map<String, String> environment) throws IOException, InterruptedException {
        StandIn.withKeys();
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.parse(environment))) {
            assertThat(LakeTables.createMissing(lake)).allMatch(LakeTables.Presence::created);
            assertThat(LakeTables.createMissing(lake)).noneMatch(LakeTables.Presence::created);
            List<Process> writers = new ArrayList<>();
            for (int partition = 0; partition < 2; partition++) {
                writers.add(writer(environment, partition));
            }
            int packed = 0;
            while (writers.stream().anyMatch(Process::isAlive)) {
                packed += maintain(lake).replaced();
                Thread.sleep(100);
            }
            for (int partition = 0; partition < 2; partition++) {
                assertThat(writers.get(partition).waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(writers.get(partition).exitValue())
                        .as("writer %s: %s", partition, Files.readString(log(partition)))
                        .isZero();
            }
            packed += maintain(lake).replaced();
            assertThat(packed).as("files packed").isPositive();
            Table gaps = lake.table("gaps");
            assertThat(gaps.snapshots()).hasSizeGreaterThanOrEqualTo(2 * COMMITS + 1);
            assertThat(rows(gaps))
                    .containsExactlyElementsOf(IntStream.range(0, 2)
                            .boxed()
                            .flatMap(partition -> LongStream.rangeClosed(1, (long) COMMITS * ROWS)
                                    .mapToObj(id -> "P%d-USD %04d".formatted(partition, id)))
                            .sorted()
                            .toList());
        }
    }

    private static Outcome maintain(LakeCatalog lake) {
        return new Maintenance(lake.table("gaps"), Retention.promised(), Clock.systemUTC(), step -> {}).run();
    }

    private Path log(int partition) {
        return folder.resolve("writer-" + partition + ".log");
    }

    private Process writer(Map<String, String> environment, int partition) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                StandIn.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.candlelake.catalogs.Writer",
                Integer.toString(partition),
                Integer.toString(COMMITS),
                Integer.toString(ROWS));
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(StandIn.KEYS);
        builder.environment().putAll(all);
        return builder.redirectErrorStream(true)
                .redirectOutput(log(partition).toFile())
                .start();
    }

    private static List<String> rows(Table table) throws IOException {
        try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
            List<String> rows = new ArrayList<>();
            records.forEach(record -> rows.add(
                    record.getField("product_id") + " %04d".formatted((Long) record.getField("first_missing_id"))));
            assertThat(new TreeSet<>(rows)).hasSameSizeAs(rows);
            return Stream.of(rows.toArray(new String[0])).sorted().toList();
        }
    }
}
