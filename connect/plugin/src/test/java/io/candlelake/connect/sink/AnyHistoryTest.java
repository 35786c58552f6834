package io.candlelake.connect.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.connect.sink.FaultyOperations.Fault;
import io.candlelake.contract.table.SinkOffsets;
import io.candlelake.contract.table.SinkSummary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Whatever happens to tasks, catalog and snapshots, in whatever order: of each partition the table holds exactly the records before its
 * offset, each once.
 */
class AnyHistoryTest {
    private static final FileLimits LIMITS =
            new FileLimits(Duration.ofSeconds(1), 1_000_000, 128 << 20, 64, Duration.ofMillis(500), Duration.ofDays(1));
    private static final Schema SCHEMA = new Schema(
            Types.NestedField.required(1, "partition", Types.IntegerType.get()),
            Types.NestedField.required(2, "offset", Types.LongType.get()));

    /** What can happen; of each about as often as it is named. */
    enum Event {
        TAKE,
        TAKE_AND_COMMIT,
        COMMIT,
        RESTART,
        SUCCEED,
        ZOMBIE_COMMITS,
        COMPACT,
        EXPIRE,
        ROLL_BACK,
        REFUSED,
        LOST,
        LOST_BUT_DONE
    }

    @Property(tries = 25)
    void tableHoldsExactlyTheRecordsBeforeItsOffsets(
            @ForAll @Size(min = 10, max = 40) List<Event> events, @ForAll long seed) throws IOException {
        try (InMemoryCatalog catalog = new InMemoryCatalog()) {
            catalog.initialize("memory", Map.of());
            catalog.createNamespace(Namespace.of("db"));
            History history =
                    new History(catalog.createTable(TableIdentifier.of("db", "t"), SCHEMA), catalog, new Random(seed));
            events.forEach(history::happen);
            history.settle();
        }
    }

    /** A task with its one partition, as Connect runs it. */
    private static final class Task {
        final TopicPartition partition;
        final TableSink sink;
        long position;

        Task(TopicPartition partition, Table table) {
            this.partition = partition;
            this.sink = new TableSink(
                    table,
                    RowFormat.JSON,
                    LIMITS,
                    UnknownRows.REFUSE,
                    0,
                    TableMetrics.register("history", partition.partition(), "t"),
                    (record, why) -> {
                        throw new AssertionError(why);
                    },
                    System::nanoTime);
            moveTo(sink.open(List.of(partition)));
        }

        void moveTo(Map<TopicPartition, Long> again) {
            position = again.getOrDefault(partition, position);
        }

        void take(int records) {
            if (sink.isHeldBack()) {
                return; // Connect is told to come again later.
            }
            for (int i = 0; i < records; i++) {
                sink.put(partition, record(partition, position));
                position++;
            }
        }

        void commit() {
            moveTo(sink.commit());
        }
    }

    private static final class History {
        private final InMemoryCatalog catalog;
        private final Random random;
        private final FaultyOperations faulty;
        private final List<Task> tasks = new ArrayList<>();
        private final List<Task> zombies = new ArrayList<>();

        History(Table table, InMemoryCatalog catalog, Random random) {
            this.catalog = catalog;
            this.random = random;
            this.faulty = new FaultyOperations(((HasTableOperations) table).operations());
            tasks.add(task(0));
            tasks.add(task(1));
        }

        private Task task(int partition) {
            return new Task(new TopicPartition("t", partition), new BaseTable(faulty, "t"));
        }

        void happen(Event event) {
            int number = random.nextInt(tasks.size());
            Task task = tasks.get(number);
            switch (event) {
                case TAKE -> task.take(random.nextInt(3));
                case TAKE_AND_COMMIT -> {
                    task.take(1 + random.nextInt(3));
                    task.commit();
                }
                case COMMIT -> task.commit();
                case RESTART -> tasks.set(number, task(number));
                case SUCCEED -> {
                    zombies.add(task);
                    tasks.set(number, task(number));
                }
                case ZOMBIE_COMMITS -> {
                    if (!zombies.isEmpty()) {
                        Task zombie = zombies.get(random.nextInt(zombies.size()));
                        zombie.take(random.nextInt(2));
                        zombie.commit();
                    }
                }
                case COMPACT -> fresh().newAppend().commit();
                case EXPIRE -> expire();
                case ROLL_BACK -> rollBack();
                case REFUSED -> faulty.next(Fault.REFUSED);
                case LOST -> faulty.next(Fault.LOST);
                case LOST_BUT_DONE -> faulty.next(Fault.LOST_BUT_DONE);
            }
            assertRowsAreThoseBeforeTheOffsets();
        }

        /**
         * All but the current one, by an engine that knows nothing of the sink. Not between a rollback and the sink's next commit: then the
         * property is of what was set back, and only maintenance of our own keeps the snapshot that speaks instead of it.
         */
        private void expire() {
            Table table = fresh();
            String property = table.properties().getOrDefault(SinkSummary.OFFSETS, "{}");
            if (CommittedOffsets.of(table, UnknownRows.REFUSE).equals(SinkOffsets.parse(property))) {
                table.expireSnapshots()
                        .expireOlderThan(System.currentTimeMillis() + 1_000)
                        .retainLast(1)
                        .commit();
            }
        }

        /** To any snapshot of which it is known what it holds. */
        private void rollBack() {
            Table current = fresh();
            List<Snapshot> ancestors = StreamSupport.stream(
                            SnapshotUtil.currentAncestors(current).spliterator(), false)
                    .toList();
            if (ancestors.size() < 2) {
                return;
            }
            Snapshot newest = ancestors.get(0);
            Snapshot older = ancestors.get(1 + random.nextInt(ancestors.size() - 1));
            current.manageSnapshots().rollbackTo(older.snapshotId()).commit();
            if (!isKnown(fresh())) {
                fresh().manageSnapshots()
                        .setCurrentSnapshot(newest.snapshotId())
                        .commit();
            }
        }

        private static boolean isKnown(Table table) {
            try {
                var unused = CommittedOffsets.of(table, UnknownRows.REFUSE);
                return true;
            } catch (UnknownPlaceException refused) {
                return false;
            }
        }

        private Table fresh() {
            return catalog.loadTable(TableIdentifier.of("db", "t"));
        }

        private void assertRowsAreThoseBeforeTheOffsets() {
            SinkOffsets offsets = CommittedOffsets.of(fresh(), UnknownRows.REFUSE);
            long expected = 0;
            for (int partition = 0; partition < 2; partition++) {
                expected += offsets.of(new TopicPartition("t", partition)).orElse(0);
            }
            Snapshot current = fresh().currentSnapshot();
            long rows = current == null ? 0 : Long.parseLong(current.summary().getOrDefault("total-records", "0"));
            assertThat(rows).isEqualTo(expected);
        }

        /** At the end everybody comes to rest, and the rows themselves are looked at. */
        void settle() throws IOException {
            faulty.next(Fault.NONE);
            for (Task task : tasks) {
                for (int tries = 0; tries < 10 && task.sink.hasUncommitted(); tries++) {
                    task.commit();
                }
                task.take(2);
                task.commit();
                task.take(2);
                task.commit();
                assertThat(task.sink.hasUncommitted()).isFalse();
            }
            SinkOffsets offsets = CommittedOffsets.of(fresh(), UnknownRows.REFUSE);
            for (Task task : tasks) {
                long offset = offsets.of(task.partition).orElse(0);
                assertThat(offset).isEqualTo(task.position).isPositive();
                assertThat(offsetsOf(task.partition.partition()))
                        .isEqualTo(LongStream.range(0, offset).boxed().toList());
            }
        }

        private List<Long> offsetsOf(int partition) throws IOException {
            List<Long> found = new ArrayList<>();
            try (CloseableIterable<Record> rows = IcebergGenerics.read(fresh()).build()) {
                rows.forEach(row -> {
                    if (row.getField("partition").equals(partition)) {
                        found.add((Long) row.getField("offset"));
                    }
                });
            }
            found.sort(Comparator.naturalOrder());
            return found;
        }
    }

    private static SinkRecord record(TopicPartition partition, long offset) {
        String json = "{\"partition\":" + partition.partition() + ",\"offset\":" + offset + "}";
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
}
