package io.candlelake.connect.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.contract.table.SinkSummary;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.management.ObjectName;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task as Connect drives it; the tables are real ones. */
class LakeSinkTaskTest {
    private static final TopicPartition GAPS = new TopicPartition("gaps", 0);
    private static final TopicPartition SPOT = new TopicPartition("spot_prices", 0);

    @TempDir
    private Path directory = Path.of("");

    private LakeCatalog lake;
    private final Map<TopicPartition, Long> readFrom = new HashMap<>();
    private final List<String> deadLetters = new ArrayList<>();
    private int commitsAsked;

    @BeforeEach
    void openLake() {
        lake = LakeCatalog.open(LakeSettings.local(directory));
        LakeTables.createMissing(lake);
    }

    @AfterEach
    void closeLake() {
        lake.close();
    }

    @Test
    void oneTaskFillsSeveralTablesEachWithItsOwnOffsets() {
        LakeSinkTask task = start(Map.of(), GAPS, SPOT);
        task.put(List.of(record(GAPS, 0, gap(1)), record(SPOT, 0, spot("1.5")), record(GAPS, 1, gap(2))));
        task.close(List.of(GAPS, SPOT));

        assertThat(rows("gaps")).hasSize(2);
        assertThat(rows("spot_prices")).hasSize(1);
        assertThat(offsets("gaps")).isEqualTo("{\"gaps\":{\"0\":2}}");
        assertThat(offsets("spot_prices")).isEqualTo("{\"spot_prices\":{\"0\":1}}");
    }

    @Test
    void whatIsInTheTableIsToldToTheGroupAndNothingElse() {
        LakeSinkTask task = start(Map.of("commit.max.rows", "2"), GAPS);
        Map<TopicPartition, OffsetAndMetadata> read = Map.of(GAPS, new OffsetAndMetadata(1));
        commitsAsked = 0;
        task.put(List.of(record(GAPS, 0, gap(1))));
        assertThat(task.preCommit(read)).isEmpty();
        assertThat(commitsAsked).isZero();

        task.put(List.of(record(GAPS, 1, gap(2))));
        assertThat(commitsAsked).isEqualTo(1);
        assertThat(task.preCommit(read)).isEqualTo(Map.of(GAPS, LakeSinkTask.told(2)));
    }

    @Test
    void partitionsThatLeaveLeaveNothingBehind() {
        LakeSinkTask task = start(Map.of(), GAPS, SPOT);
        task.put(List.of(record(GAPS, 0, gap(1)), record(SPOT, 0, spot("1.5"))));
        task.close(List.of(GAPS));
        assertThat(rows("gaps")).hasSize(1);
        assertThat(rows("spot_prices")).isEmpty();
        task.put(List.of(record(SPOT, 1, spot("1.6"))));
        task.close(List.of(SPOT));
        assertThat(rows("spot_prices")).hasSize(2);
    }

    @Test
    void aRecordThatIsNoRowGoesToTheDeadLetterQueueAndIsCounted() throws Exception {
        LakeSinkTask task = start(Map.of("errors.tolerance", "all", "errors.deadletterqueue.topic.name", "dead"), GAPS);
        task.put(List.of(record(GAPS, 0, gap(1)), record(GAPS, 1, "{"), record(GAPS, 2, gap(3))));
        assertThat(counted("UnwritableRecords")).isEqualTo(1);
        task.close(List.of(GAPS));

        assertThat(deadLetters).singleElement().asString().startsWith("topic gaps, partition 0, offset 1: broken JSON");
        assertThat(rows("gaps")).hasSize(2);
        assertThat(offsets("gaps")).isEqualTo("{\"gaps\":{\"0\":3}}");
    }

    @Test
    void withoutAQueueTheTaskStopsAtTheRecordAndNamesIt() {
        LakeSinkTask task = start(Map.of(), GAPS);
        List<SinkRecord> records = List.of(
                record(GAPS, 0, gap(1)), record(GAPS, 1, gap(2).replace("\"OPEN\"", "7")), record(GAPS, 2, gap(3)));

        assertThatThrownBy(() -> task.put(records))
                .isInstanceOf(DataException.class)
                .hasMessage("topic gaps, partition 0, offset 1: status '7' is not text");
        task.close(List.of(GAPS));
        task.stop();
        start(Map.of(), GAPS);
        assertThat(readFrom).as("it is tried again, not left out").containsEntry(GAPS, 1L);
    }

    @Test
    void columnsOfTheContractAreAddedOnlyWhereThatIsAskedFor() {
        lake.table("gaps").updateSchema().deleteColumn("resolved_at").commit();
        lake.table("gaps")
                .updateSchema()
                .addColumn("note", Types.StringType.get())
                .commit();
        String resolved = gap(1).replace("}", ",\"resolved_at\":\"2026-07-07T22:59:00.000000Z\"}");

        LakeSinkTask none = start(Map.of(), GAPS);
        assertThatThrownBy(() -> none.put(List.of(record(GAPS, 0, resolved))))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("the field 'resolved_at' has no column");
        none.stop();

        LakeSinkTask evolving = start(Map.of("schema.evolution", "contract"), GAPS);
        evolving.put(List.of(record(GAPS, 0, resolved)));
        evolving.close(List.of(GAPS));
        assertThat(rows("gaps"))
                .singleElement()
                .extracting(row -> String.valueOf(row.getField("resolved_at")))
                .isEqualTo("2026-07-07T22:59Z");
        assertThat(lake.table("gaps").schema().findField("note"))
                .as("what is not the contract's stays")
                .isNotNull();
    }

    @Test
    void aColumnThatNoRowMayLackIsNotAdded() {
        lake.table("gaps").updateSchema().deleteColumn("cause").commit();

        assertThatThrownBy(() -> start(Map.of("schema.evolution", "contract"), GAPS))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("has no column cause")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aTableThatWasGivenToAnotherSinkTakesNothingMore() {
        LakeSinkTask task = start(Map.of("commit.max.rows", "1"), GAPS);
        task.put(List.of(record(GAPS, 0, gap(1))));
        lake.table("gaps")
                .newAppend()
                .set(SinkSummary.HANDED_OVER, offsets("gaps"))
                .commit();

        assertThatThrownBy(() -> task.put(List.of(record(GAPS, 1, gap(2)))))
                .isInstanceOf(UnknownPlaceException.class)
                .hasMessageContaining("was last written by another sink");
        assertThatThrownBy(() -> start(Map.of("unknown.rows", "keep"), GAPS)).isInstanceOf(UnknownPlaceException.class);
        assertThat(rows("gaps")).hasSize(1);
    }

    @Test
    void aMissingTableIsNamed() {
        assertThatThrownBy(() -> start(Map.of("topic.to.table", "gaps:candlelake.holes"), GAPS))
                .isInstanceOf(ConnectException.class)
                .hasMessage("there is no table candlelake.holes: create it first, for none is created here");
    }

    private LakeSinkTask start(Map<String, String> keys, TopicPartition... partitions) {
        Map<String, String> properties = new HashMap<>();
        LakeSettings.local(directory)
                .catalogProperties()
                .forEach((name, value) -> properties.put("iceberg.catalog." + name, value));
        properties.put("name", "task-test");
        properties.put("task.id", "0");
        properties.putAll(keys);
        LakeSinkTask task = new LakeSinkTask();
        task.initialize(context(keys.containsKey("errors.tolerance")));
        task.start(properties);
        task.open(List.of(partitions));
        return task;
    }

    /** Connect, as far as a task asks it. */
    private SinkTaskContext context(boolean hasQueue) {
        return (SinkTaskContext) Proxy.newProxyInstance(
                SinkTaskContext.class.getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, words) -> answer(method.getName(), words, hasQueue));
    }

    private @Nullable Object answer(String question, Object @Nullable [] words, boolean hasQueue) {
        if (question.equals("offset") && words != null && words[0] instanceof Map<?, ?> offsets) {
            offsets.forEach((partition, offset) -> readFrom.put((TopicPartition) partition, (Long) offset));
        }
        if (question.equals("requestCommit")) {
            commitsAsked++;
        }
        ErrantRecordReporter queue = (record, why) -> {
            deadLetters.add(String.valueOf(why.getMessage()));
            return CompletableFuture.completedFuture(null);
        };
        return question.equals("errantRecordReporter") && hasQueue ? queue : null;
    }

    private static SinkRecord record(TopicPartition partition, long offset, String json) {
        return new SinkRecord(
                partition.topic(),
                partition.partition(),
                null,
                null,
                null,
                json.getBytes(UTF_8),
                offset,
                0L,
                TimestampType.CREATE_TIME);
    }

    private static String gap(long id) {
        return "{\"product_id\":\"BTC-USD\",\"first_missing_id\":" + id + ",\"last_missing_id\":" + id
                + ",\"status\":\"OPEN\",\"cause\":\"SKIPPED\",\"detected_at\":\"2026-07-07T22:58:17.164892Z\"}";
    }

    private static String spot(String amount) {
        return "{\"price_id\":\"0b9f4b8e-6a4b-4a0e-9d60-0c6c6f7d1a2b\",\"product_id\":\"BTC-USD\",\"amount\":\""
                + amount + "\",\"currency\":\"USD\",\"fetched_at\":\"2026-11-21T07:58:17.164892Z\"}";
    }

    private static long counted(String attribute) throws Exception {
        ObjectName name =
                new ObjectName("candlelake.connect:type=lake-sink,connector=\"task-test\",task=0,table=\"gaps\"");
        return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
    }

    private String offsets(String table) {
        return lake.table(table).properties().getOrDefault(SinkSummary.OFFSETS, "");
    }

    private List<Record> rows(String name) {
        Table table = lake.table(name);
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
            List<Record> all = new ArrayList<>();
            rows.forEach(all::add);
            return all;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
