package io.candlelake.connect.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import io.candlelake.lake.maintain.Maintenance;
import io.candlelake.lake.maintain.Outcome;
import io.candlelake.lake.maintain.Retention;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task of the sink and the lake's maintenance on one table, each as it runs in the stack. */
class MaintenanceBesideTest {
    private static final TopicPartition ZERO = new TopicPartition("gaps", 0);
    private static final int BATCHES = 120;
    private static final long ROWS = 10;

    /** Far ahead, so that every snapshot but the sink's last is older than promised. */
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));

    private static final Retention RETENTION =
            new Retention(Optional.empty(), Duration.ofDays(9), Retention.DEFAULT_LONGEST_COMMIT);

    @TempDir
    private Path directory = Path.of("");

    private final Map<TopicPartition, Long> readFrom = new HashMap<>();

    @Test
    void maintenanceFailsNoCommitAndTheOffsetsStayKnown() throws IOException, JMException {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory))) {
            LakeTables.createMissing(lake);
            LakeSinkTask task = task();
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<List<Outcome>> maintenance = CompletableFuture.supplyAsync(() -> maintain(lake, stop));
            for (int batch = 0; batch < BATCHES; batch++) {
                put(task, batch * ROWS);
                assertThat(task.preCommit(Map.of(ZERO, new OffsetAndMetadata(0))))
                        .as("batch %s was committed at the first try", batch)
                        .isEqualTo(Map.of(ZERO, LakeSinkTask.told((batch + 1) * ROWS)));
            }
            stop.set(true);
            List<Outcome> outcomes = maintenance.join();

            assertThat(counted("Conflicts") + counted("UnknownOutcomes") + counted("Fenced"))
                    .isZero();
            task.stop();
            assertThat(outcomes.stream().mapToInt(Outcome::replaced).sum())
                    .as("files packed meanwhile")
                    .isPositive();
            assertThat(outcomes.stream().mapToLong(Outcome::expired).sum())
                    .as("snapshots expired meanwhile")
                    .isPositive();
            assertThat(ids(lake.table("gaps")))
                    .containsExactlyElementsOf(
                            LongStream.range(1, BATCHES * ROWS + 1).boxed().toList());

            new Maintenance(lake.table("gaps"), RETENTION, LATER, line -> {}).run();
            new Maintenance(lake.table("gaps"), RETENTION, LATER, line -> {}).run();
            task();
            assertThat(readFrom).containsEntry(ZERO, BATCHES * ROWS);
        }
    }

    @Test
    void eachSnapshotSaysHowLongTheCommitBeforeItTook() {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory))) {
            LakeTables.createMissing(lake);
            LakeSinkTask task = task();
            for (int batch = 0; batch < 2; batch++) {
                put(task, batch * ROWS);
                task.preCommit(Map.of(ZERO, new OffsetAndMetadata(0)));
            }
            task.stop();
            Table gaps = lake.table("gaps");
            Snapshot last = gaps.currentSnapshot();
            Snapshot first = gaps.snapshot(last.parentId());
            assertThat(first.summary()).containsEntry("candlelake.last-commit-ms", "0");
            assertThat(Long.parseLong(last.summary().getOrDefault("candlelake.last-commit-ms", "0")))
                    .isPositive();
        }
    }

    private static List<Outcome> maintain(LakeCatalog lake, AtomicBoolean stop) {
        List<Outcome> outcomes = new ArrayList<>();
        while (!stop.get()) {
            outcomes.add(new Maintenance(lake.table("gaps"), RETENTION, LATER, line -> {}).run());
        }
        return outcomes;
    }

    private LakeSinkTask task() {
        Map<String, String> properties = new HashMap<>();
        LakeSettings.local(directory)
                .catalogProperties()
                .forEach((name, value) -> properties.put("iceberg.catalog." + name, value));
        properties.put("name", "beside");
        properties.put("record.format", "json");
        properties.put("commit.max.rows", Long.toString(ROWS));
        properties.put("task.id", "0");
        LakeSinkTask task = new LakeSinkTask();
        task.initialize(context());
        task.start(properties);
        task.open(List.of(ZERO));
        return task;
    }

    /** Connect, as far as a task asks it: where to read from, and nothing else. */
    private SinkTaskContext context() {
        return (SinkTaskContext) Proxy.newProxyInstance(
                SinkTaskContext.class.getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, words) -> {
                    if (method.getName().equals("offset") && words[0] instanceof Map<?, ?> offsets) {
                        offsets.forEach((partition, offset) -> readFrom.put((TopicPartition) partition, (Long) offset));
                    }
                    return null;
                });
    }

    private static void put(LakeSinkTask task, long first) {
        task.put(LongStream.range(0, ROWS)
                .mapToObj(row -> new SinkRecord(
                        ZERO.topic(),
                        ZERO.partition(),
                        null,
                        null,
                        null,
                        json(first + row + 1).getBytes(UTF_8),
                        first + row,
                        0L,
                        TimestampType.CREATE_TIME))
                .toList());
    }

    private static String json(long id) {
        return "{\"product_id\":\"BTC-USD\",\"first_missing_id\":" + id + ",\"last_missing_id\":" + id
                + ",\"status\":\"OPEN\",\"cause\":\"SKIPPED\",\"detected_at\":\"2026-07-07T22:58:17.164892Z\"}";
    }

    private static long counted(String attribute) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        long sum = 0;
        for (ObjectName name : server.queryNames(new ObjectName("candlelake.connect:type=lake-sink,*"), null)) {
            if (name.getKeyProperty("connector").contains("beside")) {
                sum += (Long) server.getAttribute(name, attribute);
            }
        }
        return sum;
    }

    private static List<Long> ids(Table table) throws IOException {
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
            List<Long> ids = new ArrayList<>();
            rows.forEach(row -> ids.add((Long) row.getField("first_missing_id")));
            return ids.stream().sorted().toList();
        }
    }
}
