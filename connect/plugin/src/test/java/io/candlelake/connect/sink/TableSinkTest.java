package io.candlelake.connect.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.contract.table.SinkOffsets;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a table after commits, restarts, rivals and rollbacks; the table is a real one. */
class TableSinkTest {
    private static final TopicPartition ZERO = new TopicPartition("gaps", 0);
    private static final TopicPartition ONE = new TopicPartition("gaps", 1);
    private static final FileLimits LIMITS = new FileLimits(
            Duration.ofSeconds(1), 1_000_000, 128 << 20, 64, Duration.ofMillis(500), Duration.ofMinutes(5));

    private LakeCatalog lake;
    private final List<String> unwritable = new ArrayList<>();
    private long nanos;

    @BeforeEach
    void openLake(@TempDir Path directory) {
        lake = LakeCatalog.open(LakeSettings.local(directory));
        LakeTables.createMissing(lake);
    }

    @AfterEach
    void closeLake() {
        lake.close();
    }

    @Test
    void rowsAndTheOffsetBehindThemAreInOneSnapshot() {
        TableSink sink = sink(ZERO);
        put(sink, ZERO, 0, 3);
        assertThat(sink.commit()).isEmpty();
        assertThat(ids()).containsExactly(1L, 2L, 3L);
        assertThat(snapshots()).hasSize(1);
        assertThat(CommittedOffsets.of(table(), UnknownRows.REFUSE).of(ZERO)).hasValue(3);
        assertThat(sink.committed(ZERO)).isEqualTo(3);
    }

    @Test
    void afterARestartReadingGoesOnBehindTheTablesLastRecord() {
        TableSink first = sink(ZERO);
        put(first, ZERO, 0, 3);
        first.commit();
        put(first, ZERO, 3, 5);
        // Killed here: two rows were in open files.
        TableSink second = open();
        assertThat(second.open(List.of(ZERO))).isEqualTo(Map.of(ZERO, 3L));
        put(second, ZERO, 3, 5);
        second.commit();
        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aPartitionThatTheTableDoesNotKnowIsReadFromItsBeginning() {
        assertThat(open().open(List.of(ZERO, ONE))).isEqualTo(Map.of(ZERO, 0L, ONE, 0L));
    }

    @Test
    void recordsThatComeAgainAreTakenOnce() {
        TableSink sink = sink(ZERO);
        put(sink, ZERO, 0, 3);
        put(sink, ZERO, 1, 4);
        sink.commit();
        put(sink, ZERO, 2, 5);
        sink.commit();
        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void twoTasksOfOneTableKeepEachOthersOffsets() {
        TableSink zero = sink(ZERO);
        TableSink one = sink(ONE);
        for (int round = 0; round < 5; round++) {
            put(zero, ZERO, round * 2, round * 2 + 2);
            put(one, ONE, 100 + round * 2, 100 + round * 2 + 2);
            zero.commit();
            one.commit();
        }
        assertThat(CommittedOffsets.of(table(), UnknownRows.REFUSE))
                .isEqualTo(new SinkOffsets(Map.of("gaps", Map.of(0, 10L, 1, 110L))));
        assertThat(ids()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aTaskWhosePartitionAnotherHasWrittenAddsNothingAndReadsAgain() {
        TableSink zombie = sink(ZERO);
        put(zombie, ZERO, 0, 2);
        TableSink successor = sink(ZERO);
        put(successor, ZERO, 0, 4);
        successor.commit();
        assertThat(zombie.commit()).isEqualTo(Map.of(ZERO, 4L));
        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
        put(zombie, ZERO, 4, 6);
        zombie.commit();
        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aBatchThatIsInTheTableAlreadyIsNotAddedAgain() {
        TableSink sink = sink(ZERO);
        put(sink, ZERO, 0, 2);
        Table table = table();
        Batch batch = new Batch("the-commit", List.of(), Map.of(ZERO, Batch.NOWHERE), Map.of(ZERO, 2L), 0, 0);
        assertThat(new TableCommit(table, UnknownRows.REFUSE).commit(batch)).isEqualTo(TableCommit.Outcome.COMMITTED);
        // The catalog had taken it, but the answer was lost: the same commit is tried again.
        assertThat(new TableCommit(table(), UnknownRows.REFUSE).commit(batch)).isEqualTo(TableCommit.Outcome.COMMITTED);
        assertThat(snapshots()).hasSize(1);
        assertThat(sink.commit()).isEqualTo(Map.of(ZERO, 2L));
    }

    @Test
    void afterARollbackTheRecordsOfTheLostRowsAreReadAgain() {
        TableSink sink = sink(ZERO);
        put(sink, ZERO, 0, 2);
        sink.commit();
        long kept = table().currentSnapshot().snapshotId();
        put(sink, ZERO, 2, 4);
        sink.commit();
        table().manageSnapshots().rollbackTo(kept).commit();
        assertThat(open().open(List.of(ZERO))).isEqualTo(Map.of(ZERO, 2L));
        put(sink, ZERO, 4, 6);
        assertThat(sink.commit()).isEqualTo(Map.of(ZERO, 2L));
        put(sink, ZERO, 2, 6);
        sink.commit();
        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void offsetsOutliveTheSnapshotsThatToldThem() {
        TableSink sink = sink(ZERO);
        put(sink, ZERO, 0, 2);
        sink.commit();
        // A snapshot of someone else, such as a compaction's, and then all older ones expire.
        table().newAppend().commit();
        table().expireSnapshots()
                .expireOlderThan(System.currentTimeMillis() + 1_000)
                .retainLast(1)
                .commit();
        assertThat(snapshots()).hasSize(1);
        assertThat(open().open(List.of(ZERO))).isEqualTo(Map.of(ZERO, 2L));
        put(sink, ZERO, 2, 3);
        sink.commit();
        assertThat(ids()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRollbackToBeforeAnythingThatIsKnownIsRefused() {
        table().newAppend().commit();
        long before = table().currentSnapshot().snapshotId();
        TableSink sink = sink(ZERO);
        put(sink, ZERO, 0, 2);
        sink.commit();
        table().manageSnapshots().rollbackTo(before).commit();
        assertThatThrownBy(() -> open().open(List.of(ZERO)))
                .isInstanceOf(UnknownPlaceException.class)
                .hasMessageContaining("was set back");
    }

    @Test
    void aRecordThatIsNoRowIsReportedAndTheOthersAreWritten() {
        TableSink sink = sink(ZERO);
        put(sink, ZERO, 0, 1);
        sink.put(ZERO, record(ZERO, 1, "{\"product_id\":\"BTC-USD\",\"first_missing_id\":\"seven\"}"));
        sink.put(ZERO, record(ZERO, 2, "no JSON"));
        put(sink, ZERO, 3, 4);
        sink.commit();
        assertThat(ids()).containsExactly(1L, 4L);
        assertThat(unwritable).hasSize(2).first().asString().contains("first_missing_id 'seven' is not a whole number");
        assertThat(CommittedOffsets.of(table(), UnknownRows.REFUSE).of(ZERO)).hasValue(4);
    }

    @Test
    void aColumnThatIsAddedMeanwhileIsWrittenFromItsFirstRecordOn() {
        TableSink sink = sink(ZERO);
        put(sink, ZERO, 0, 1);
        sink.commit();
        table().updateSchema().addColumn("note", Types.StringType.get()).commit();
        sink.put(ZERO, record(ZERO, 1, json(2).replace("}", ",\"note\":\"new\"}")));
        sink.commit();
        assertThat(rows()).extracting(row -> row.getField("note")).containsExactlyInAnyOrder(null, "new");
    }

    @Test
    void whatIsThrownAwayLeavesNoFile() throws IOException {
        TableSink sink = sink(ZERO);
        put(sink, ZERO, 0, 3);
        assertThat(sink.rewind()).isEqualTo(Map.of(ZERO, 0L));
        put(sink, ZERO, 0, 3);
        sink.commit();
        Path data = Path.of(table().location().substring("file://".length())).resolve("data");
        try (var files = java.nio.file.Files.walk(data)) {
            assertThat(files.filter(java.nio.file.Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void aTableOfApachesIsNotWrittenTo() {
        table().newAppend()
                .set("kafka.connect.offsets.control-gaps.connect-gaps", "{\"0\":7}")
                .commit();
        table().newAppend().commit();
        assertThatThrownBy(() -> open().open(List.of(ZERO)))
                .isInstanceOf(UnknownPlaceException.class)
                .hasMessageContaining("was last written by another sink")
                .hasMessageContaining("hand it over first");
    }

    @Test
    void rowsOfWhichNothingSaysWhereTheyComeFromAreAddedToOnlyOnRequest() throws IOException {
        TableSink sink = sink(ZERO);
        put(sink, ZERO, 0, 2);
        sink.commit();
        // Somebody copied the files into a new table: the rows came along, their origin did not.
        Table copy = lake.catalog().createTable(TableIdentifier.of("candlelake", "copy"), table().schema());
        AppendFiles append = copy.newAppend();
        try (CloseableIterable<FileScanTask> files = table().newScan().planFiles()) {
            files.forEach(file -> append.appendFile(file.file()));
        }
        append.commit();

        assertThatThrownBy(() -> CommittedOffsets.of(copy, UnknownRows.REFUSE))
                .isInstanceOf(UnknownPlaceException.class)
                .hasMessageContaining("holds 2 rows")
                .hasMessageContaining("unknown.rows=keep");
        assertThat(CommittedOffsets.of(copy, UnknownRows.KEEP)).isEqualTo(SinkOffsets.NONE);
    }

    /** A hundred days at once, as a replay of a quarter brings them. */
    @Test
    void fewFilesAreOpenThoughRowsAreOfManyDays() throws UnwritableRecordException {
        Table table = lake.table("spot_prices");
        OpenFiles files = new OpenFiles(table, 0, 128 << 20, 8);
        RowReader reader = RowFormat.JSON.reader(table.schema());
        Row row = new Row(table.schema().columns().size());
        for (int round = 0; round < 3; round++) {
            for (int day = 0; day < 100; day++) {
                reader.read(spot(LocalDate.of(2026, 1, 1).plusDays(day)), row);
                files.write(row);
                assertThat(files.openCount()).isLessThanOrEqualTo(8);
            }
        }
        List<DataFile> finished = files.finish();
        assertThat(finished.stream().mapToLong(DataFile::recordCount).sum()).isEqualTo(300);
        assertThat(finished.stream()
                        .map(file -> file.partition().get(0, Integer.class))
                        .distinct())
                .hasSize(100);
        assertThat(files.openCount()).isZero();
    }

    private static SinkRecord spot(LocalDate day) {
        return record(
                new TopicPartition("spot_prices", 0),
                0,
                "{\"price_id\":\"0b9f4b8e-6a4b-4a0e-9d60-0c6c6f7d1a2b\",\"product_id\":\"BTC-USD\",\"amount\":\"1\","
                        + "\"currency\":\"USD\",\"fetched_at\":\"" + day + "T07:58:17.164892Z\"}");
    }

    @Test
    void aCommitIsDueAfterItsIntervalFromTheOldestRecord() {
        TableSink sink = sink(ZERO);
        assertThat(sink.untilDue()).isNegative();
        put(sink, ZERO, 0, 1);
        assertThat(sink.untilDue()).isEqualTo(Duration.ofSeconds(1));
        nanos += 400_000_000L;
        put(sink, ZERO, 1, 2);
        assertThat(sink.untilDue()).isEqualTo(Duration.ofMillis(600));
        nanos += 600_000_000L;
        assertThat(sink.untilDue()).isZero();
        sink.commit();
        assertThat(sink.untilDue()).isNegative();
    }

    private TableSink sink(TopicPartition partition) {
        TableSink sink = open();
        sink.open(List.of(partition));
        return sink;
    }

    private TableSink open() {
        return new TableSink(
                table(),
                RowFormat.JSON,
                LIMITS,
                UnknownRows.REFUSE,
                0,
                TableMetrics.register("test", 0, "gaps"),
                (record, why) -> unwritable.add(why.getMessage()),
                () -> nanos);
    }

    private Table table() {
        return lake.table("gaps");
    }

    /** Records whose id is their offset plus one, from `from` until before `to`. */
    private static void put(TableSink sink, TopicPartition partition, int from, int to) {
        LongStream.range(from, to).forEach(offset -> sink.put(partition, record(partition, offset, json(offset + 1))));
    }

    private static String json(long id) {
        return "{\"product_id\":\"BTC-USD\",\"first_missing_id\":" + id + ",\"last_missing_id\":" + id
                + ",\"status\":\"OPEN\",\"cause\":\"SKIPPED\",\"detected_at\":\"2026-07-07T22:58:17.164892Z\"}";
    }

    private static SinkRecord record(TopicPartition partition, long offset, String value) {
        return new SinkRecord(
                partition.topic(),
                partition.partition(),
                null,
                null,
                null,
                value.getBytes(UTF_8),
                offset,
                0L,
                TimestampType.CREATE_TIME);
    }

    private List<Long> ids() {
        return rows().stream()
                .map(row -> (Long) row.getField("first_missing_id"))
                .sorted()
                .toList();
    }

    private List<Record> rows() {
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table()).build()) {
            return StreamSupport.stream(rows.spliterator(), false).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<Snapshot> snapshots() {
        return StreamSupport.stream(table().snapshots().spliterator(), false).toList();
    }
}
