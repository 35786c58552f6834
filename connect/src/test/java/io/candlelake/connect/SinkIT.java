package io.candlelake.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.contract.message.RejectCodec;
import io.candlelake.contract.message.TickCodec;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RawPosition;
import io.candlelake.domain.Reject;
import io.candlelake.domain.RejectReason;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Tick;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.TradeId;
import io.candlelake.lake.LakeCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From topics to tables through a real broker, a real worker and real files. */
class SinkIT {
    private static final String PRICE_ID = "0b9f4b8e-6a4b-4a0e-9d60-0c6c6f7d1a2b";
    private static final Timestamp RECEIVED = Timestamp.of("2026-11-21T07:58:17.164892Z");

    /** With two copies, in one worker, acknowledged commits vanish. */
    @Test
    void pluginHoldsTheOnlyDriver() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target", "plugin"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.startsWith("sqlite-jdbc"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCommittedRecordIsOneExactRow(SinkKind kind, @TempDir Path directory) {
        try (TestKafka kafka = TestKafka.start();
                TestWorker worker = new TestWorker(kind, kafka.bootstrapServers(), directory, Sink.all()).start();
                KafkaProducer<String, byte[]> producer = producer(kafka)) {
            producer.initTransactions();
            List<Tick> ticks = ticks();
            byte[] large = noise(5 * 1024 * 1024);
            byte[] broken = {(byte) 0xff, 0, '{', (byte) 0xc3, 0x28, '\n'};

            produceTicks(producer, ticks);
            produceRaw(producer, large, broken);
            produceRejects(producer, large, broken);
            produceOthers(producer);
            worker.awaitTables();

            try (LakeCatalog lake = LakeCatalog.open(worker.lakeSettings())) {
                assertTicks(rows(lake, "ticks"), ticks);
                assertRaw(rows(lake, "raw_messages"), large, broken);
                assertRejects(rows(lake, "rejects"), large, broken);
                assertOthers(lake);
            }
            assertThat(SinkLag.read(worker.admin(), Sink.all())).allMatch(lag -> lag.records() <= 4);
            assertThat(Sink.all())
                    .allMatch(sink -> worker.client().status(sink.table()).running());
            assertSecondStartChangesNothing(worker);
            if (kind == SinkKind.LAKE) {
                assertMistakesAreToldByKey(worker);
                assertTheGroupDecidesNothing(worker);
            }
            assertRecordThatCannotBeWrittenStopsItsSink(producer, worker.client());
        }
    }

    private static void assertSecondStartChangesNothing(TestWorker worker) {
        for (Sink sink : Sink.all()) {
            assertThat(worker.client().config(sink.table())).contains(ConnectorConfigs.of(sink, worker.settings()));
        }
    }

    /** Its offsets are lost or wrong, and no record comes: nothing is read again, and the group hears anew what the table holds. */
    private static void assertTheGroupDecidesNothing(TestWorker worker) {
        Sink gaps = new Sink("gaps");
        worker.client().stop("gaps");
        TestWorker.await(() -> worker.client().status("gaps").tasks().isEmpty());
        worker.setGroup(gaps, 0);
        worker.client().resume("gaps");
        worker.awaitTables();
        try (LakeCatalog lake = LakeCatalog.open(worker.lakeSettings())) {
            assertThat(rows(lake, "gaps")).hasSize(1);
        }
    }

    private static void assertMistakesAreToldByKey(TestWorker worker) {
        Map<String, String> config = new HashMap<>(ConnectorConfigs.of(new Sink("ticks"), worker.settings()));
        config.put("name", "ticks");
        assertThat(worker.validate("LakeSinkConnector", config)).isEmpty();
        config.put("record.format", "avro");
        config.put("errors.tolerance", "all");
        config.keySet().removeIf(key -> key.startsWith("iceberg.catalog."));
        assertThat(worker.validate("LakeSinkConnector", config))
                .containsOnlyKeys("record.format", "errors.deadletterqueue.topic.name", "iceberg.catalog");
    }

    private static void assertRecordThatCannotBeWrittenStopsItsSink(
            KafkaProducer<String, byte[]> producer, ConnectClient client) {
        producer.beginTransaction();
        send(producer, "alerts", "{'alert_id':'" + PRICE_ID + "','value':'NaN'}");
        producer.commitTransaction();

        Instant deadline = Instant.now().plus(TestWorker.PATIENCE);
        while (!client.status("alerts").failed()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
        assertThat(client.status("alerts").tasks()).singleElement().satisfies(task -> assertThat(task.cause())
                .contains("alerts")
                .containsAnyOf("NumberFormatException", "value 'NaN' is not a decimal"));
        assertThat(client.status("ticks").running()).isTrue();
    }

    private static KafkaProducer<String, byte[]> producer(TestKafka kafka) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "transactional.id", "test",
                        "compression.type", "lz4",
                        "max.request.size", "12582912"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        for (int id = 1; id <= 300; id++) {
            ticks.add(tick(id, new BigDecimal("12345678901234567890.123456789012345" + (100 + id))));
        }
        ticks.add(tick(301, new BigDecimal("0.000000000000000001")));
        ticks.add(tick(302, new BigDecimal("99999999999999999999.999999999999999999")));
        return ticks;
    }

    private static Tick tick(long id, BigDecimal price) {
        return new Tick(
                ProductId.of(id % 2 == 0 ? "BTC-USD" : "ETH-USD"),
                TradeId.of(id),
                price.stripTrailingZeros(),
                new BigDecimal("0.00000001").stripTrailingZeros(),
                id % 3 == 0 ? TakerSide.BUY : TakerSide.SELL,
                // Over two days, so that a commit has files of two partitions.
                RECEIVED.plusMicros(id * 300_000_001L),
                id % 2 == 0 ? OptionalLong.of(id * 10) : OptionalLong.empty(),
                Feed.SIMULATOR,
                RECEIVED.plusMicros(id),
                new RawPosition(3, id + 4_000_000_000L));
    }

    /** Between two committed transactions an aborted one, whose trades must not be seen. */
    private static void produceTicks(KafkaProducer<String, byte[]> producer, List<Tick> ticks) {
        int half = ticks.size() / 2;
        producer.beginTransaction();
        ticks.subList(0, half).forEach(tick -> produce(producer, tick));
        producer.commitTransaction();
        producer.beginTransaction();
        for (int id = 1_000_000; id < 1_000_200; id++) {
            produce(producer, tick(id, BigDecimal.ONE));
        }
        producer.flush();
        producer.abortTransaction();
        producer.beginTransaction();
        ticks.subList(half, ticks.size()).forEach(tick -> produce(producer, tick));
        producer.commitTransaction();
    }

    private static void produce(KafkaProducer<String, byte[]> producer, Tick tick) {
        write(producer, new ProducerRecord<>("ticks", tick.productId().value(), TickCodec.encode(tick)));
    }

    private static void assertTicks(List<Record> rows, List<Tick> ticks) {
        assertThat(rows).extracting(SinkIT::tick).containsExactlyInAnyOrderElementsOf(ticks);
    }

    private static Tick tick(Record row) {
        return new Tick(
                ProductId.of(text(row, "product_id")),
                TradeId.of((Long) row.getField("trade_id")),
                ((BigDecimal) row.getField("price")).stripTrailingZeros(),
                ((BigDecimal) row.getField("size")).stripTrailingZeros(),
                text(row, "taker_side").equals("buy") ? TakerSide.BUY : TakerSide.SELL,
                time(row, "time"),
                row.getField("sequence") instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty(),
                Feed.parse(text(row, "feed")).orElseThrow(),
                time(row, "received_at"),
                new RawPosition((Integer) row.getField("raw_partition"), (Long) row.getField("raw_offset")));
    }

    private static void produceRaw(KafkaProducer<String, byte[]> producer, byte[] large, byte[] broken) {
        RawHeaders whole =
                new RawHeaders(Feed.EXCHANGE, Optional.of("match"), "connection-1", RECEIVED, OptionalLong.empty());
        RawHeaders unread =
                new RawHeaders(Feed.REPLAY, Optional.empty(), "file", RECEIVED.plusMicros(1), OptionalLong.of(9));
        producer.beginTransaction();
        write(producer, new ProducerRecord<>("raw_messages", 0, 1_760_000_000_123L, "BTC-USD", large, whole.toKafka()));
        write(producer, new ProducerRecord<>("raw_messages", 0, 1_760_000_000_124L, null, broken, unread.toKafka()));
        write(producer, new ProducerRecord<>("raw_messages", 1, 1_760_000_000_125L, null, new byte[0]));
        producer.commitTransaction();
    }

    private static void assertRaw(List<Record> rows, byte[] large, byte[] broken) {
        assertThat(rows)
                .extracting(
                        row -> ByteBuffer.wrap(bytes(row)),
                        row -> row.getField("feed"),
                        row -> row.getField("channel"),
                        row -> row.getField("connection_id"),
                        row -> time(row, "received_at").toString(),
                        row -> row.getField("kafka_partition"),
                        row -> row.getField("kafka_offset"),
                        row -> time(row, "kafka_timestamp").toString())
                .containsExactlyInAnyOrder(
                        tuple(
                                ByteBuffer.wrap(large),
                                "exchange",
                                "match",
                                "connection-1",
                                "2026-11-21T07:58:17.164892Z",
                                0,
                                0L,
                                "2025-10-09T08:53:20.123000Z"),
                        tuple(
                                ByteBuffer.wrap(broken),
                                "replay",
                                null,
                                "file",
                                "2026-11-21T07:58:17.164893Z",
                                0,
                                1L,
                                "2025-10-09T08:53:20.124000Z"),
                        tuple(
                                ByteBuffer.wrap(new byte[0]),
                                "replay",
                                null,
                                "",
                                "2025-10-09T08:53:20.125000Z",
                                1,
                                0L,
                                "2025-10-09T08:53:20.125000Z"));
    }

    private static void produceRejects(KafkaProducer<String, byte[]> producer, byte[] large, byte[] broken) {
        producer.beginTransaction();
        for (byte[] payload : List.of(large, broken)) {
            Reject reject = new Reject(
                    RejectReason.INVALID_PRICE,
                    "a detail with \"quotes\" and ü",
                    payload,
                    Feed.REPLAY,
                    Optional.empty(),
                    RECEIVED,
                    new RawPosition(1, 2));
            write(producer, new ProducerRecord<>("rejects", null, RejectCodec.encode(reject)));
        }
        producer.commitTransaction();
    }

    private static void assertRejects(List<Record> rows, byte[] large, byte[] broken) {
        assertThat(rows)
                .extracting(row -> ByteBuffer.wrap(bytes(row)))
                .containsExactlyInAnyOrder(ByteBuffer.wrap(large), ByteBuffer.wrap(broken));
        assertThat(rows).extracting(row -> text(row, "detail")).containsOnly("a detail with \"quotes\" and ü");
    }

    private static void produceOthers(KafkaProducer<String, byte[]> producer) {
        producer.beginTransaction();
        send(
                producer,
                "spot_prices",
                "{'price_id':'" + PRICE_ID + "','product_id':'BTC-USD','amount':'63514.60','currency':'USD',"
                        + "'fetched_at':'2026-11-21T07:58:17.164892Z'}");
        send(
                producer,
                "alerts",
                "{'alert_id':'" + PRICE_ID + "','rule':'drop','product_id':'BTC-USD','kind':'MOVE','value':null,"
                        + "'time':'2026-11-21T07:58:17.164892Z','detail':'d'}");
        send(
                producer,
                "gaps",
                "{'product_id':'BTC-USD','first_missing_id':1,'last_missing_id':9007199254740993,'status':'OPEN',"
                        + "'cause':'c','detected_at':'2026-11-21T07:58:17.164892Z'}");
        producer.commitTransaction();
    }

    private static void send(KafkaProducer<String, byte[]> producer, String topic, String json) {
        write(
                producer,
                new ProducerRecord<>(topic, "BTC-USD", json.replace('\'', '"').getBytes(UTF_8)));
    }

    private static void assertOthers(LakeCatalog lake) {
        assertThat(rows(lake, "spot_prices")).singleElement().satisfies(row -> {
            assertThat(row.getField("price_id")).isEqualTo(UUID.fromString(PRICE_ID));
            assertThat((BigDecimal) row.getField("amount")).isEqualByComparingTo("63514.6");
            assertThat(time(row, "fetched_at")).isEqualTo(RECEIVED);
        });
        assertThat(rows(lake, "alerts")).singleElement().satisfies(row -> {
            assertThat(row.getField("alert_id")).isEqualTo(UUID.fromString(PRICE_ID));
            assertThat(row.getField("value")).isNull();
        });
        assertThat(rows(lake, "gaps")).singleElement().satisfies(row -> assertThat(row.getField("last_missing_id"))
                .isEqualTo(9_007_199_254_740_993L));
        assertThat(rows(lake, "candles")).isEmpty();
    }

    /** A failed record fails its transaction's commit. */
    private static void write(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        var unused = producer.send(record);
    }

    private static List<Record> rows(LakeCatalog lake, String table) {
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(lake.table(table)).build()) {
            List<Record> all = new ArrayList<>();
            rows.forEach(all::add);
            return all;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(Record row, String column) {
        return String.valueOf(row.getField(column));
    }

    private static Timestamp time(Record row, String column) {
        return Timestamp.of(((OffsetDateTime) row.getField(column)).toInstant());
    }

    private static byte[] bytes(Record row) {
        ByteBuffer payload = ((ByteBuffer) row.getField("payload")).duplicate();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return bytes;
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(5).nextBytes(bytes);
        return bytes;
    }
}
