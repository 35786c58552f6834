package io.candlelake.lake.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import io.candlelake.lake.audit.LastAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeKeeperTest {
    private final Instant start = Instant.now();

    @TempDir
    private Path directory = Path.of("");

    private final List<String> lines = new ArrayList<>();
    private Instant now = start;
    private LakeCatalog lake;
    private LakeMetrics metrics;

    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @BeforeEach
    void openLake() {
        lake = LakeCatalog.open(LakeSettings.local(directory));
        metrics = new LakeMetrics(Optional.of(directory.resolve("audit/last.json")), clock);
    }

    @AfterEach
    void closeLake() {
        metrics.close();
        lake.close();
    }

    @Test
    void whatIsSeenOfTheTablesIsMeasured() throws IOException {
        LakeTables.createMissing(lake);
        for (int commit = 0; commit < 3; commit++) {
            append(Map.of("candlelake.last-commit-ms", "250"));
        }
        now = start.plusSeconds(60);
        keeper("off").round();

        assertThat(series())
                .contains(
                        "candlelake_lake_rows{table=\"gaps\"} 3.0",
                        "candlelake_lake_files{table=\"gaps\"} 3.0",
                        "candlelake_lake_small_file_ratio{table=\"gaps\"} 1.0",
                        "candlelake_lake_snapshots{table=\"gaps\"} 3.0",
                        "candlelake_lake_commit_seconds{table=\"gaps\"} 0.25",
                        "candlelake_lake_rows{table=\"ticks\"} 0.0")
                .noneMatch(line -> line.startsWith("candlelake_lake_freshness_seconds{table=\"ticks\"}"))
                .noneMatch(line -> line.startsWith("candlelake_lake_audit"));
        assertThat(value("candlelake_lake_freshness_seconds{table=\"gaps\"}")).isBetween(30.0, 60.0);
    }

    @Test
    void tablesAreMaintainedWhenItIsTime() throws IOException {
        LakeTables.createMissing(lake);
        LakeKeeper keeper = keeper("5m");
        for (int commit = 0; commit < 6; commit++) {
            append(Map.of());
        }
        keeper.round();
        assertThat(lines).isEmpty();
        now = start.plusSeconds(301);
        keeper.round();

        assertThat(lines).singleElement().asString().startsWith("gaps: 6 files packed into 1");
        assertThat(series())
                .contains(
                        "candlelake_lake_files{table=\"gaps\"} 1.0",
                        "candlelake_lake_maintenance_packed_files_total{table=\"gaps\"} 6.0",
                        "candlelake_lake_maintenance_runs_total{table=\"ticks\"} 1.0");
        keeper.round();
        assertThat(value("candlelake_lake_maintenance_runs_total{table=\"gaps\"}"))
                .isEqualTo(1);
    }

    @Test
    void packingMakesNoTableFresh() throws IOException, InterruptedException {
        LakeTables.createMissing(lake);
        LakeKeeper keeper = keeper("1s");
        for (int commit = 0; commit < 6; commit++) {
            append(Map.of());
        }
        long written = lake.table("gaps").currentSnapshot().timestampMillis();
        Thread.sleep(20);
        now = start.plusSeconds(120);
        keeper.round();

        assertThat(lake.table("gaps").currentSnapshot().timestampMillis()).isGreaterThan(written);
        assertThat(value("candlelake_lake_freshness_seconds{table=\"gaps\"}"))
                .isEqualTo((now.toEpochMilli() - written) / 1e3, org.assertj.core.api.Assertions.within(0.01));
    }

    @Test
    void aTableThatCannotBeReadIsCountedAndTheOthersAreKept() throws IOException {
        LakeTables.createMissing(lake);
        append(Map.of());
        String metadata = ((org.apache.iceberg.HasTableOperations) lake.table("ticks"))
                .operations()
                .current()
                .metadataFileLocation();
        Files.delete(Path.of(metadata.substring("file://".length())));
        LakeKeeper keeper = keeper("off");
        keeper.round();

        assertThat(keeper.isSound()).isFalse();
        assertThat(lines).singleElement().asString().startsWith("ticks: cannot be read");
        assertThat(series())
                .contains(
                        "candlelake_lake_maintenance_failures_total{table=\"ticks\"} 1.0",
                        "candlelake_lake_files{table=\"gaps\"} 1.0");
    }

    @Test
    void theLastAuditIsReadFromItsFile() throws IOException {
        Path file = directory.resolve("audit").resolve("last.json");
        new LastAudit(start.minusSeconds(90), true).write(file);
        assertThat(value("candlelake_lake_audit_age_seconds")).isBetween(89.9, 90.1);
        assertThat(series()).contains("candlelake_lake_audit_proved 1.0");

        new LastAudit(start, false).write(file);
        assertThat(series()).contains("candlelake_lake_audit_proved 0.0");
        Files.writeString(file, "{\"ti");
        assertThat(series()).noneMatch(line -> line.startsWith("candlelake_lake_audit"));
    }

    @Test
    void everyMetricIsInTheDocumentation() throws IOException {
        String table = Files.readString(Path.of("..", "docs", "metrics.md"));
        assertThat(Arrays.asList(LakeMetric.values())).allSatisfy(metric -> assertThat(table)
                .contains("| `" + metric.fullName() + "` | "
                        + (metric.fullName().endsWith("_total") ? "counter" : "gauge") + " | " + metric.label()
                        + " | " + metric.meaning() + " |"));
    }

    @Test
    void allProblemsOfTheSettingsAreToldTogether() {
        assertThatThrownBy(() -> KeeperSettings.parse(Map.of(
                        "CATALOG_URI", "jdbc:sqlite:/x",
                        "LAKE_MAINTENANCE_INTERVAL", "often",
                        "LAKE_LONGEST_COMMIT", "1 year",
                        "HEALTH_PORT", "http")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "WAREHOUSE is not set",
                        "LAKE_MAINTENANCE_INTERVAL: 'often' is no duration",
                        "LAKE_LONGEST_COMMIT: '1 year'",
                        "HEALTH_PORT is 'http'");
    }

    private LakeKeeper keeper(String interval) {
        LakeSettings local = LakeSettings.local(directory);
        KeeperSettings settings = KeeperSettings.parse(Map.of(
                "CATALOG_URI", local.catalogUri(),
                "WAREHOUSE", local.warehouse(),
                "LAKE_MAINTENANCE_INTERVAL", interval));
        return new LakeKeeper(lake, settings, metrics, clock, lines::add);
    }

    private List<String> series() {
        return metrics.scrape().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private double value(String series) {
        return series().stream()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private void append(Map<String, String> summary) throws IOException {
        Table gaps = lake.table("gaps");
        GenericRecord row = GenericRecord.create(gaps.schema());
        row.setField("product_id", "BTC-USD");
        row.setField("first_missing_id", 1L);
        row.setField("last_missing_id", 1L);
        row.setField("status", "OPEN");
        row.setField("cause", "TRADE_ID");
        row.setField("detected_at", Instant.parse("2026-07-07T22:58:17Z").atOffset(ZoneOffset.UTC));
        DataWriter<Record> writer = new GenericFileWriterFactory.Builder(gaps)
                .build()
                .newDataWriter(
                        OutputFileFactory.builderFor(gaps, 0, System.nanoTime())
                                .format(FileFormat.PARQUET)
                                .build()
                                .newOutputFile(),
                        gaps.spec(),
                        null);
        try (writer) {
            writer.write(row);
        }
        DataFile file = writer.toDataFile();
        var append = gaps.newAppend().appendFile(file);
        summary.forEach(append::set);
        append.commit();
    }
}
