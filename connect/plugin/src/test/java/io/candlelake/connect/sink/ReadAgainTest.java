package io.candlelake.connect.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that throws away what it had gets it again, whatever records Connect has in hand by then. */
class ReadAgainTest {
    private static final TopicPartition ZERO = new TopicPartition("ticks", 0);
    private static final Instant DAY = Instant.parse("2026-07-07T22:58:17.164892Z");

    private LakeCatalog lake;
    private LakeSinkTask task;

    /** What Connect does with a task, as far as it matters here: the next record to read, the batch it keeps, where it was asked to go. */
    private long position;

    private List<SinkRecord> kept = List.of();
    private final Map<TopicPartition, Long> asked = new HashMap<>();

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void openLakeAndTask() {
        FullDisk.IS_FULL.set(false);
        lake = LakeCatalog.open(LakeSettings.local(directory));
        LakeTables.createMissing(lake);
        task = task("400");
    }

    private LakeSinkTask task(String commitInterval) {
        Map<String, String> properties = new HashMap<>();
        LakeSettings.local(directory)
                .catalogProperties()
                .forEach((name, value) -> properties.put("iceberg.catalog." + name, value));
        properties.put("iceberg.catalog.io-impl", FullDisk.class.getName());
        properties.put("name", "again");
        properties.put("task.id", "0");
        properties.put("commit.interval.ms", commitInterval);
        properties.put("file.max.open", "1");
        LakeSinkTask started = new LakeSinkTask();
        started.initialize(context());
        started.start(properties);
        started.open(List.of(ZERO));
        return started;
    }

    @AfterEach
    void close() {
        FullDisk.IS_FULL.set(false);
        task.stop();
        lake.close();
    }

    @Test
    void aDiskThatIsFullWhenAFileIsClosedLosesNoRowFromBefore() throws InterruptedException {
        read(10, 0);
        FullDisk.IS_FULL.set(true);
        // Another day's row: the first day's file is closed, for one may be open.
        read(10, 1);
        read(10, 1);
        assertThat(asked).containsEntry(ZERO, 0L);
        FullDisk.IS_FULL.set(false);
        readTo(40, 1);
        commit();
        assertThat(ids())
                .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
    }

    @Test
    void aDiskThatIsFullWhenACommitIsDueLosesNoRow() throws InterruptedException {
        read(10, 0);
        FullDisk.IS_FULL.set(true);
        commit();
        read(10, 0);
        FullDisk.IS_FULL.set(false);
        readTo(40, 0);
        commit();
        assertThat(ids())
                .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
    }

    @Test
    void aTableThatIsRolledBackGetsItsRowsAgainThoughOthersAreInHand() throws InterruptedException {
        task.stop();
        task = task("400");
        readTo(10, 0);
        commit();
        long before = table().currentSnapshot().snapshotId();
        readTo(20, 0);
        commit();
        read(10, 0);
        table().manageSnapshots().rollbackTo(before).commit();
        // The commit is due when the next records come, and refused.
        Thread.sleep(450);
        readTo(40, 0);
        commit();
        assertThat(ids())
                .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
    }

    private void readTo(long end, int day) {
        for (int round = 0; position < end || !kept.isEmpty() || !asked.isEmpty(); round++) {
            assertThat(round).as("rounds").isLessThan(100);
            read(10, day);
        }
    }

    /** One round of Connect: goes where it was asked to, reads unless it keeps a batch, gives it. */
    private void read(int most, int day) {
        if (!asked.isEmpty()) {
            position = asked.getOrDefault(ZERO, position);
            asked.clear();
        }
        List<SinkRecord> batch = kept;
        if (batch.isEmpty()) {
            batch = records(position, most, day);
            position += most;
        }
        try {
            task.put(batch);
            kept = List.of();
        } catch (RetriableException later) {
            kept = batch;
        }
    }

    /** When one is due. */
    private void commit() throws InterruptedException {
        Thread.sleep(450);
        var unused = task.preCommit(Map.of(ZERO, new OffsetAndMetadata(position)));
    }

    private SinkTaskContext context() {
        return (SinkTaskContext) Proxy.newProxyInstance(
                SinkTaskContext.class.getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, words) -> {
                    if (method.getName().equals("offset") && words[0] instanceof Map<?, ?> offsets) {
                        offsets.forEach((partition, offset) -> asked.put((TopicPartition) partition, (Long) offset));
                    }
                    return null;
                });
    }

    private static List<SinkRecord> records(long first, int count, int day) {
        List<SinkRecord> records = new ArrayList<>();
        for (long offset = first; offset < first + count; offset++) {
            String json = "{\"product_id\":\"BTC-USD\",\"trade_id\":" + (offset + 1)
                    + ",\"price\":\"63514.6\",\"size\":\"0.2\",\"taker_side\":\"buy\",\"time\":\""
                    + DAY.plus(day, ChronoUnit.DAYS) + "\",\"feed\":\"simulator\",\"received_at\":\"" + DAY
                    + "\",\"raw_partition\":0,\"raw_offset\":" + offset + "}";
            records.add(new SinkRecord(
                    ZERO.topic(),
                    ZERO.partition(),
                    null,
                    null,
                    null,
                    json.getBytes(UTF_8),
                    offset,
                    0L,
                    TimestampType.CREATE_TIME));
        }
        return records;
    }

    private Table table() {
        return lake.table("ticks");
    }

    /** By offset, so from 0. */
    private List<Long> ids() {
        List<Long> ids = new ArrayList<>();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table()).build()) {
            rows.forEach(row -> ids.add((Long) row.getField("raw_offset")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return ids.stream().sorted().toList();
    }
}
