package io.candlelake.lake.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.util.SnapshotUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table is real, and its rows are read by Iceberg's own reader. */
class MaintenanceTest {
    private static final Duration DAYS_AHEAD = Duration.ofDays(8);

    @TempDir
    private Path directory = Path.of("");

    private LakeCatalog lake;
    private Table gaps;

    @BeforeEach
    void openLake() {
        lake = LakeCatalog.open(LakeSettings.local(directory));
        LakeTables.createMissing(lake);
        gaps = lake.table("gaps");
    }

    @AfterEach
    void closeLake() {
        lake.close();
    }

    @Test
    void manySmallFilesBecomeOneSortedFileWithTheSameRows() throws IOException {
        for (long id = 20; id > 0; id--) {
            append(gaps, id % 2 == 0 ? "BTC-USD" : "AAVE-USD", id);
        }

        Outcome outcome = maintain(Duration.ZERO);

        assertThat(outcome.before().files()).isEqualTo(20);
        assertThat(outcome.after().files()).isEqualTo(1);
        assertThat(outcome.replaced()).isEqualTo(20);
        assertThat(outcome.added()).isEqualTo(1);
        assertThat(ids()).hasSize(20).doesNotHaveDuplicates();
        assertThat(rowsInFileOrder())
                .extracting(row -> row.getField("product_id") + " " + row.getField("first_missing_id"))
                .startsWith("AAVE-USD 1", "AAVE-USD 3", "AAVE-USD 5")
                .endsWith("BTC-USD 16", "BTC-USD 18", "BTC-USD 20");
        assertThat(onlyFile().sortOrderId()).isEqualTo(gaps.sortOrder().orderId());
    }

    @Test
    void aSecondMaintenanceFindsNothingToDo() throws IOException {
        for (long id = 1; id <= 6; id++) {
            append(gaps, "BTC-USD", id);
        }
        maintain(Duration.ZERO);
        long snapshot = gaps.currentSnapshot().snapshotId();

        Outcome again = maintain(Duration.ZERO);

        assertThat(again.replaced()).isZero();
        assertThat(gaps.currentSnapshot().snapshotId()).isEqualTo(snapshot);
    }

    @Test
    void whatWasPackedIsPackedAgainOnlyWithAtLeastAsMuchOfOthers() throws IOException {
        long id = 1;
        for (int file = 0; file < 100; file++) {
            append(gaps, "BTC-USD", LongStream.range(id, id += 100).toArray());
        }
        maintain(Duration.ZERO);
        String large = onlyFile().location();
        for (int file = 0; file < 5; file++) {
            append(gaps, "BTC-USD", id++);
        }
        maintain(Duration.ZERO);

        assertThat(files()).hasSize(2).anySatisfy(file -> assertThat(file.location())
                .isEqualTo(large));
        // An hour without new rows: the partition rests, and is packed whole.
        maintain(Duration.ofHours(2));
        assertThat(files()).hasSize(1);
        assertThat(ids()).hasSize(10_005).doesNotHaveDuplicates();
    }

    @Test
    void eachPartitionIsPackedByItself() throws IOException {
        Table ticks = lake.table("ticks");
        for (int day = 1; day <= 2; day++) {
            for (int trade = 1; trade <= 6; trade++) {
                appendTick(ticks, day, trade);
            }
        }
        new Maintenance(ticks, Retention.promised(), Clock.systemUTC(), line -> {}).run();

        ticks.refresh();
        List<String> partitions = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = ticks.newScan().planFiles()) {
            tasks.forEach(task ->
                    partitions.add(task.spec().partitionToPath(task.file().partition()) + " "
                            + task.file().recordCount()));
        }
        assertThat(partitions).containsExactlyInAnyOrder("time_day=2026-07-01 6", "time_day=2026-07-02 6");
    }

    @Test
    void deletedRowsStayDeleted() throws IOException {
        for (long id = 1; id <= 5; id++) {
            append(gaps, "BTC-USD", id * 10, id * 10 + 1);
        }
        gaps.refresh();
        DataFile victim = files().get(0);
        long deleted = (Long) rowsOf(victim).get(1).getField("first_missing_id");
        deletePosition(victim.location(), 1);

        Outcome outcome = maintain(Duration.ZERO);

        assertThat(outcome.replaced()).isEqualTo(5);
        assertThat(ids()).hasSize(9).doesNotContain(deleted);
        assertThat(onlyFile().recordCount()).isEqualTo(9);
    }

    @Test
    void aRowDeletedWhileItsFileIsPackedStaysDeleted() throws IOException {
        for (long id = 1; id <= 5; id++) {
            append(gaps, "BTC-USD", id);
        }
        gaps.refresh();
        List<Packing.Group> groups = new Packing(gaps, System.currentTimeMillis()).groups();
        Compaction compaction = new Compaction(gaps, 1 << 20);
        deletePosition(files().get(0).location(), 0);

        Compaction.Result result = compaction.run(groups.get(0));

        assertThat(result.replaced()).isZero();
        assertThat(result.refusal()).isNotEmpty();
        assertThat(ids()).hasSize(4);
        // The files that were written in vain are gone: only those of the table are left.
        assertThat(dataFilesOnDisk()).hasSize(6);
    }

    @Test
    void rowsAddedMeanwhileAreInTheTableToo() throws IOException {
        for (long id = 1; id <= 5; id++) {
            append(gaps, "BTC-USD", id);
        }
        gaps.refresh();
        List<Packing.Group> groups = new Packing(gaps, System.currentTimeMillis()).groups();
        append(lake.table("gaps"), "BTC-USD", 6);

        Compaction.Result result = new Compaction(gaps, 1 << 20).run(groups.get(0));

        assertThat(result.replaced()).isEqualTo(5);
        assertThat(ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void moreRowsThanFitInMemoryAreSortedOnDisk() throws IOException {
        for (int file = 0; file < 6; file++) {
            int start = file;
            append(
                    gaps,
                    "BTC-USD",
                    LongStream.range(0, 3_000).map(row -> row * 6 + start).toArray());
        }
        gaps.refresh();
        List<Packing.Group> groups = new Packing(gaps, System.currentTimeMillis()).groups();
        new Compaction(gaps, 256 << 10).run(groups.get(0));

        assertThat(rowsInFileOrder())
                .extracting(row -> (Long) row.getField("first_missing_id"))
                .containsExactlyElementsOf(LongStream.range(0, 18_000).boxed().toList());
    }

    @Test
    void snapshotsGoWhenTheyAreOlderThanPromisedAndTheirFilesWithThem() throws IOException {
        for (long id = 1; id <= 6; id++) {
            append(gaps, "BTC-USD", id);
        }
        assertThat(maintain(Duration.ofDays(6)).expired()).isZero();
        assertThat(dataFilesOnDisk()).hasSize(7);
        append(gaps, "BTC-USD", 7);

        Outcome outcome = maintain(DAYS_AHEAD);

        assertThat(outcome.expired()).isEqualTo(8);
        assertThat(outcome.deleted()).isPositive();
        assertThat(outcome.after().snapshots()).isEqualTo(1);
        assertThat(ids()).hasSize(7);
        // The one that is current replaced two files, which go with it.
        assertThat(dataFilesOnDisk()).hasSize(3);
    }

    @Test
    void theSnapshotByWhichASinkKnowsItsOffsetsStaysWithAllAfterIt() throws IOException {
        append(gaps, "BTC-USD", 1);
        for (long id = 2; id <= 6; id++) {
            gaps.refresh();
            gaps.newAppend()
                    .appendFile(write(gaps, row("BTC-USD", id)))
                    .set("candlelake.offsets", "{\"gaps\":{\"0\":" + id + "}}")
                    .commit();
        }
        maintain(Duration.ZERO);
        assertThat(gaps.currentSnapshot().summary()).doesNotContainKey("candlelake.offsets");

        Outcome outcome = maintain(DAYS_AHEAD);

        assertThat(outcome.expired()).isEqualTo(5);
        assertThat(SnapshotUtil.currentAncestors(gaps)).hasSize(2).anySatisfy(snapshot -> assertThat(snapshot.summary())
                .containsEntry("candlelake.offsets", "{\"gaps\":{\"0\":6}}"));
    }

    @Test
    void lessThanTheTablePromisesIsRefusedInOneLine() {
        Retention tooShort = new Retention(Optional.of(Duration.ofHours(1)), Duration.ofDays(1), Duration.ofHours(1));

        assertThatThrownBy(() -> new Maintenance(gaps, tooShort, Clock.systemUTC(), line -> {}))
                .isInstanceOf(RetentionException.class)
                .hasMessage(
                        "snapshots of candlelake.candlelake.gaps are promised for 7d (its property "
                                + "history.expire.max-snapshot-age-ms): it cannot keep them for only 1h. Promise less first, with --promise");

        Maintenance.promise(gaps, Duration.ofMinutes(30));
        assertThat(new Maintenance(gaps, tooShort, Clock.systemUTC(), line -> {})
                        .plan()
                        .snapshots())
                .isZero();
    }

    @Test
    void orphansYoungerThanTheLongestCommitAreRefusedInOneLine() {
        Retention tooShort = new Retention(Optional.empty(), Duration.ofMinutes(5), Duration.ofHours(1));

        assertThatThrownBy(() -> new Maintenance(gaps, tooShort, Clock.systemUTC(), line -> {}))
                .isInstanceOf(RetentionException.class)
                .hasMessageContaining("younger than 1h")
                .hasMessageContaining("5m");
    }

    @Test
    void onlyOldFilesThatNothingKnowsAreOrphans() throws IOException {
        for (long id = 1; id <= 6; id++) {
            append(gaps, "BTC-USD", id);
        }
        maintain(Duration.ZERO);
        Path folder = directory.resolve("warehouse/candlelake/gaps/data");
        Path old = Files.writeString(folder.resolve("killed.parquet"), "half");
        Path part = Files.writeString(folder.resolve(".killed.parquet.1.part"), "half");
        Path young = Files.writeString(folder.resolve("under-way.parquet"), "half");
        makeAllOlder(Duration.ofDays(2));
        Files.setLastModifiedTime(young, FileTime.from(Instant.now()));

        Plan plan = new Maintenance(gaps, Retention.promised(), Clock.systemUTC(), line -> {}).plan();
        assertThat(plan.orphans()).isEqualTo(2);
        assertThat(plan.orphanBytes()).isEqualTo(8);
        assertThat(old).exists();

        assertThat(maintain(Duration.ZERO).orphans()).isEqualTo(2);
        assertThat(old).doesNotExist();
        assertThat(part).doesNotExist();
        assertThat(young).exists();
        assertThat(ids()).hasSize(6);
        for (Snapshot snapshot : gaps.snapshots()) {
            // Time travel is whole.
            assertThat(idsAt(snapshot)).isNotEmpty();
        }
    }

    @Test
    void manySmallManifestsBecomeFew() throws IOException {
        for (long id = 1; id <= 40; id++) {
            gaps.refresh();
            gaps.newFastAppend().appendFile(write(gaps, row("BTC-USD", id))).commit();
        }
        gaps.refresh();
        assertThat(gaps.currentSnapshot().allManifests(gaps.io())).hasSize(40);
        Maintenance maintenance = new Maintenance(gaps, Retention.promised(), Clock.systemUTC(), line -> {});
        assertThat(maintenance.plan().manifests()).isEqualTo(40);

        Outcome outcome = maintenance.run();

        assertThat(outcome.after().manifests()).isLessThanOrEqualTo(3);
        assertThat(ids()).hasSize(40);
    }

    @Test
    void aTableNobodyWroteToIsLeftAlone() {
        Outcome outcome = maintain(DAYS_AHEAD);

        assertThat(outcome.after()).isEqualTo(TableHealth.EMPTY);
        assertThat(gaps.currentSnapshot()).isNull();
    }

    private Outcome maintain(Duration later) {
        gaps.refresh();
        Clock clock = Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
        Retention retention = new Retention(
                Optional.empty(), later.plus(Retention.DEFAULT_ORPHANS), Retention.DEFAULT_LONGEST_COMMIT);
        return new Maintenance(gaps, retention, clock, line -> {}).run();
    }

    private void makeAllOlder(Duration age) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("warehouse"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
            }
        }
    }

    private List<Path> dataFilesOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("warehouse/candlelake/gaps/data"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    private DataFile onlyFile() throws IOException {
        List<DataFile> files = files();
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private List<DataFile> files() throws IOException {
        gaps.refresh();
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = gaps.newScan().planFiles()) {
            tasks.forEach(task -> files.add(task.file()));
        }
        return files;
    }

    private List<Long> ids() throws IOException {
        gaps.refresh();
        return idsAt(gaps.currentSnapshot());
    }

    private List<Long> idsAt(Snapshot snapshot) throws IOException {
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(gaps).useSnapshot(snapshot.snapshotId()).build()) {
            List<Long> ids = new ArrayList<>();
            rows.forEach(row -> ids.add((Long) row.getField("first_missing_id")));
            return ids;
        }
    }

    private List<Record> rowsInFileOrder() throws IOException {
        return rowsOf(onlyFile());
    }

    private List<Record> rowsOf(DataFile file) throws IOException {
        try (CloseableIterable<Record> rows = org.apache.iceberg.parquet.Parquet.read(
                        gaps.io().newInputFile(file.location()))
                .project(gaps.schema())
                .createReaderFunc(
                        type -> org.apache.iceberg.data.parquet.GenericParquetReaders.buildReader(gaps.schema(), type))
                .build()) {
            List<Record> list = new ArrayList<>();
            rows.forEach(list::add);
            return list;
        }
    }

    private void deletePosition(String file, long position) throws IOException {
        Table table = lake.table("gaps");
        PositionDeleteWriter<Record> writer = new GenericFileWriterFactory.Builder(table)
                .build()
                .newPositionDeleteWriter(
                        OutputFileFactory.builderFor(table, 0, 0)
                                .format(FileFormat.PARQUET)
                                .build()
                                .newOutputFile(),
                        table.spec(),
                        null);
        try (writer) {
            writer.write(PositionDelete.<Record>create().set(file, position));
        }
        DeleteFile deletes = writer.toDeleteFile();
        table.newRowDelta().addDeletes(deletes).commit();
    }

    private void append(Table table, String product, long... ids) throws IOException {
        List<Record> rows = new ArrayList<>();
        for (long id : ids) {
            rows.add(row(product, id));
        }
        table.refresh();
        table.newAppend().appendFile(write(table, rows.toArray(new Record[0]))).commit();
    }

    private Record row(String product, long id) {
        GenericRecord row = GenericRecord.create(gaps.schema());
        row.setField("product_id", product);
        row.setField("first_missing_id", id);
        row.setField("last_missing_id", id);
        row.setField("status", "OPEN");
        row.setField("cause", "TRADE_ID");
        row.setField("detected_at", Instant.parse("2026-07-07T22:58:17Z").atOffset(ZoneOffset.UTC));
        return row;
    }

    private void appendTick(Table ticks, int day, long trade) throws IOException {
        GenericRecord row = GenericRecord.create(ticks.schema());
        row.setField("product_id", "BTC-USD");
        row.setField("trade_id", trade);
        row.setField("price", new java.math.BigDecimal("63514.600000000000000000"));
        row.setField("size", new java.math.BigDecimal("0.200000000000000000"));
        row.setField("taker_side", "buy");
        row.setField("time", Instant.parse("2026-07-0" + day + "T22:58:17Z").atOffset(ZoneOffset.UTC));
        row.setField("feed", "exchange");
        row.setField("received_at", Instant.parse("2026-07-07T22:58:17Z").atOffset(ZoneOffset.UTC));
        row.setField("raw_partition", 0);
        row.setField("raw_offset", trade);
        ticks.refresh();
        ticks.newAppend().appendFile(write(ticks, row)).commit();
    }

    private static DataFile write(Table table, Record... rows) throws IOException {
        PartitionKey key = new PartitionKey(table.spec(), table.schema());
        key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(rows[0]));
        OutputFileFactory names = OutputFileFactory.builderFor(table, 0, System.nanoTime())
                .format(FileFormat.PARQUET)
                .build();
        DataWriter<Record> writer = new GenericFileWriterFactory.Builder(table)
                .build()
                .newDataWriter(
                        table.spec().isUnpartitioned() ? names.newOutputFile() : names.newOutputFile(key),
                        table.spec(),
                        table.spec().isUnpartitioned() ? null : key);
        try (writer) {
            for (Record row : rows) {
                writer.write(row);
            }
        }
        return writer.toDataFile();
    }
}
