package io.candlelake.lake.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.contract.topic.Topic;
import io.candlelake.contract.topic.Topics;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Timestamp;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import io.candlelake.lake.row.MessageRows;
import io.candlelake.lake.row.Row;
import io.candlelake.lake.row.RowForm;
import io.candlelake.lake.row.TableRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Topics of a real broker and tables of a real catalog, filled by hand: frames, ticks and candles are written out in the test, no part of
 * the product makes one from the other. The sink is played: rows and offsets in one commit, as ours does.
 */
final class TestLake implements AutoCloseable {
    static final String GROUP = "streams";

    final TestKafka kafka;
    final LakeCatalog lake;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicLog log;

    TestLake(TestKafka kafka, Path folder) throws Exception {
        this.kafka = kafka;
        freshTopics(kafka);
        this.lake = LakeCatalog.open(LakeSettings.local(folder));
        LakeTables.createMissing(lake);
        this.log = new TopicLog(kafka.bootstrapServers());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The broker is shared by tests; its topics are not. */
    private static void freshTopics(TestKafka kafka) throws Exception {
        List<String> names = Topics.all().stream().map(Topic::name).toList();
        try (Admin admin = kafka.admin()) {
            admin.deleteTopics(names).all().get();
            for (int tries = 0; ; tries++) {
                try {
                    admin.createTopics(Topics.all().stream()
                                    .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1)
                                            .configs(topic.config()))
                                    .toList())
                            .all()
                            .get();
                    break;
                } catch (java.util.concurrent.ExecutionException stillThere) {
                    if (tries == 50) {
                        throw stillThere;
                    }
                    Thread.sleep(100);
                }
            }
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            Topics.all().forEach(topic -> IntStream.range(0, topic.partitions())
                    .forEach(each -> ends.put(new TopicPartition(topic.name(), each), OffsetSpec.latest())));
            for (int tries = 0; ; tries++) {
                try {
                    admin.listOffsets(ends).all().get();
                    return;
                } catch (java.util.concurrent.ExecutionException notYet) {
                    if (tries == 100) {
                        throw notYet;
                    }
                    Thread.sleep(100);
                }
            }
        }
    }

    /** A frame in raw_messages, partition 0; its offset. */
    long frame(String product, String json, String receivedAt) throws Exception {
        RawHeaders headers = new RawHeaders(
                Feed.EXCHANGE, Optional.of("match"), "connection", Timestamp.of(receivedAt), OptionalLong.empty());
        return producer.send(new ProducerRecord<>(
                        "raw_messages",
                        0,
                        Timestamp.of(receivedAt).epochMicros() / 1000,
                        product.getBytes(UTF_8),
                        json.getBytes(UTF_8),
                        headers.toKafka()))
                .get()
                .offset();
    }

    /** A message in the topic, partition 0. */
    void message(String topic, String product, String json) throws Exception {
        producer.send(new ProducerRecord<>(topic, 0, product.getBytes(UTF_8), json.getBytes(UTF_8)))
                .get();
    }

    /** A trade as the exchange sends it, and the tick that it makes. */
    void trade(String product, long id, String price, String size, String time) throws Exception {
        String frame = String.format(
                "{\"type\":\"match\",\"trade_id\":%d,\"side\":\"sell\",\"size\":\"%s\",\"price\":\"%s\",\"product_id\":\"%s\",\"sequence\":%d,\"time\":\"%s\"}",
                id, size, price, product, id + 1000, time);
        long offset = frame(product, frame, time);
        tick(product, id, price, size, time, offset);
    }

    void tick(String product, long id, String price, String size, String time, long offset) throws Exception {
        message(
                "ticks",
                product,
                String.format(
                        "{\"product_id\":\"%s\",\"trade_id\":%d,\"price\":\"%s\",\"size\":\"%s\",\"taker_side\":\"buy\",\"time\":\"%s\",\"sequence\":%d,\"feed\":\"exchange\",\"received_at\":\"%s\",\"raw_partition\":0,\"raw_offset\":%d}",
                        product, id, price, size, time, id + 1000, time, offset));
    }

    /** The streams app is played: it says that it has read all frames. */
    void processedAll() throws Exception {
        try (Admin admin = kafka.admin()) {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    new TreeMap<>(java.util.Comparator.comparing(TopicPartition::partition));
            log.extents("raw_messages")
                    .forEach((partition, extent) -> offsets.put(
                            new TopicPartition("raw_messages", partition), new OffsetAndMetadata(extent.end())));
            admin.alterConsumerGroupOffsets(GROUP, offsets).all().get();
        }
    }

    /** The sink is played: what the topics hold beyond the tables' offsets is committed with the new ones. */
    void sinkAll() throws IOException {
        for (String table : List.of("raw_messages", "ticks", "candles", "rejects", "gaps", "spot_prices", "alerts")) {
            sink(table);
        }
    }

    void sink(String name) throws IOException {
        Table table = lake.table(name);
        Map<Integer, Long> held = TablePosition.of(table, name).orElse(Map.of());
        MessageRows messages = new MessageRows(RowForm.of(name));
        List<Row> rows = new ArrayList<>();
        TreeMap<Integer, Long> next = new TreeMap<>(held);
        TreeMap<Integer, Long> from = new TreeMap<>();
        TreeMap<Integer, Long> to = new TreeMap<>();
        log.extents(name).forEach((partition, extent) -> {
            from.put(partition, Math.max(held.getOrDefault(partition, 0L), extent.begin()));
            to.put(partition, extent.end());
        });
        log.read(name, from, to, record -> {
            rows.add(messages.read(record));
            next.merge(record.partition(), record.offset() + 1, Math::max);
        });
        if (rows.isEmpty()) {
            return;
        }
        StringBuilder json = new StringBuilder();
        next.forEach((partition, offset) -> json.append(json.isEmpty() ? "" : ",")
                .append('"')
                .append(partition)
                .append("\":")
                .append(offset));
        String offsets = "{\"" + name + "\":{" + json + "}}";
        Transaction transaction = table.newTransaction();
        var append = transaction.newAppend().set("candlelake.offsets", offsets);
        for (DataFile file : files(table, rows)) {
            append.appendFile(file);
        }
        append.commit();
        transaction.updateProperties().set("candlelake.offsets", offsets).commit();
        transaction.commitTransaction();
    }

    private static List<DataFile> files(Table table, List<Row> rows) throws IOException {
        Map<String, List<Record>> byPartition = new TreeMap<>();
        Map<String, PartitionKey> keys = new TreeMap<>();
        for (Row row : rows) {
            Record record = record(table, row);
            PartitionKey key = new PartitionKey(table.spec(), table.schema());
            key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(record));
            keys.putIfAbsent(key.toString(), key);
            byPartition
                    .computeIfAbsent(key.toString(), absent -> new ArrayList<>())
                    .add(record);
        }
        List<DataFile> files = new ArrayList<>();
        for (Map.Entry<String, List<Record>> each : byPartition.entrySet()) {
            PartitionKey key = java.util.Objects.requireNonNull(keys.get(each.getKey()));
            String name = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
            DataWriter<Record> writer = Parquet.writeData(table.io().newOutputFile(name))
                    .forTable(table)
                    .withPartition(table.spec().isUnpartitioned() ? null : key)
                    .createWriterFunc(type -> GenericParquetWriter.create(table.schema(), type))
                    .build();
            try (writer) {
                each.getValue().forEach(writer::write);
            }
            files.add(writer.toDataFile());
        }
        return files;
    }

    private static Record record(Table table, Row row) {
        Record record = GenericRecord.create(table.schema());
        row.form().columns().forEach(column -> {
            Object value = row.get(column.name());
            if (value instanceof Long micros && column.type().equals("timestamptz")) {
                record.setField(
                        column.name(),
                        Instant.EPOCH
                                .plus(micros, java.time.temporal.ChronoUnit.MICROS)
                                .atOffset(ZoneOffset.UTC));
            } else if (value instanceof byte[] bytes) {
                record.setField(column.name(), ByteBuffer.wrap(bytes));
            } else {
                record.setField(column.name(), value);
            }
        });
        return record;
    }

    /** Behind the pipeline's back: one row of the table is marked as deleted, by position. */
    void delete(String name, String identity) throws IOException {
        Table table = lake.table(name);
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                long position = position(table, task, identity);
                if (position >= 0) {
                    table.newRowDelta()
                            .addDeletes(positionDelete(table, task, position))
                            .commit();
                    return;
                }
            }
        }
        throw new AssertionError("no row " + identity + " in " + name);
    }

    private static long position(Table table, FileScanTask task, String identity) throws IOException {
        try (CloseableIterable<Record> records = Parquet.read(
                        table.io().newInputFile(task.file().location()))
                .project(table.schema())
                .createReaderFunc(
                        type -> org.apache.iceberg.data.parquet.GenericParquetReaders.buildReader(table.schema(), type))
                .build()) {
            long position = 0;
            for (Record record : records) {
                if (String.valueOf(record.getField("trade_id")).equals(identity)
                        || identity.equals(record.getField("interval") + " " + record.getField("open_time"))
                        || String.valueOf(record.getField("kafka_offset")).equals(identity)) {
                    return position;
                }
                position++;
            }
        }
        return -1;
    }

    private static DeleteFile positionDelete(Table table, FileScanTask task, long position) throws IOException {
        PositionDeleteWriter<Void> writer = Parquet.writeDeletes(table.io()
                        .newOutputFile(
                                table.locationProvider().newDataLocation(UUID.randomUUID() + "-deletes.parquet")))
                .withSpec(table.spec())
                .withPartition(task.file().partition())
                .buildPositionWriter();
        try (writer) {
            writer.write(PositionDelete.<Void>create().set(task.file().location(), position));
        }
        return writer.toDeleteFile();
    }

    /** Behind the pipeline's back: the rows are appended once more. */
    void append(String name, String filterColumn, Object value) throws IOException {
        rewrite(name, filterColumn, value, row -> row, false);
    }

    /** Behind the pipeline's back: the rows are written anew with another value. */
    void alter(String name, String filterColumn, Object value, String column, Object other) throws IOException {
        rewrite(
                name,
                filterColumn,
                value,
                row -> {
                    row.values()[row.form().index(column)] = other;
                    return row;
                },
                true);
    }

    private void rewrite(String name, String column, Object value, UnaryOperator<Row> change, boolean replace)
            throws IOException {
        Table table = lake.table(name);
        TableRows rows = new TableRows(table, RowForm.of(name));
        List<Row> kept = new ArrayList<>();
        List<Row> changed = new ArrayList<>();
        rows.read(Expressions.alwaysTrue(), row -> (value.equals(row.get(column)) ? changed : kept).add(row));
        if (!replace) {
            var append = table.newAppend();
            files(table, changed.stream().map(change).toList()).forEach(append::appendFile);
            append.commit();
            return;
        }
        kept.addAll(changed.stream().map(change).toList());
        var overwrite = table.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
        files(table, kept).forEach(overwrite::addFile);
        overwrite.commit();
    }

    /** Retention is played: the records before the offset are gone. */
    void trim(String topic, int partition, long before) throws Exception {
        try (Admin admin = kafka.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        }
    }

    /** Nothing is remembered of earlier ones. */
    AuditReport audit(String... tables) {
        return audit(Ledger.empty(), tables).report();
    }

    Audit.Result audit(Ledger remembered, String... tables) {
        List<String> all = tables.length > 0
                ? List.of(tables)
                : List.of("raw_messages", "ticks", "candles", "rejects", "gaps", "spot_prices", "alerts");
        AuditSettings settings = new AuditSettings(all, Optional.empty(), false, GROUP, 60_000_000L);
        return new Audit(lake, log, TestLake::unknown, settings, line -> {}).run(remembered);
    }

    private static Audit.Loaded unknown(String table, java.util.function.Supplier<Table> load) {
        return new Audit.Loaded(load.get(), Position.exactly(Map.of()));
    }

    @Override
    public void close() {
        producer.close();
        log.close();
        lake.close();
    }
}
