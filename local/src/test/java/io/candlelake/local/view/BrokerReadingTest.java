package io.candlelake.local.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.EmbeddedBroker;
import io.candlelake.contract.message.GapCodec;
import io.candlelake.contract.message.SpotPriceCodec;
import io.candlelake.contract.message.TickCodec;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.Gap;
import io.candlelake.domain.GapCause;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.RawPosition;
import io.candlelake.domain.SpotPrice;
import io.candlelake.domain.TakerSide;
import io.candlelake.domain.Tick;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.TradeId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading of a real broker, with transactions: markers and aborted records are neither shown nor counted. */
class BrokerReadingTest {
    private static final Timestamp TIME = Timestamp.of("2026-07-07T22:58:17.164892Z");

    /** Not long ago: what is older than the retention, a broker may delete at once. */
    private static final long NOW = System.currentTimeMillis();

    private static final List<Future<RecordMetadata>> SENT = new ArrayList<>();

    private static EmbeddedBroker kafka;
    private static Broker broker;
    private static KafkaProducer<byte[], byte[]> plain;
    private static KafkaProducer<byte[], byte[]> transactional;

    @BeforeAll
    static void start(@TempDir Path folder) {
        kafka = EmbeddedBroker.start(folder);
        broker = Broker.at(kafka.bootstrapServers());
        plain = producer(Map.of());
        transactional = producer(Map.of("transactional.id", "test"));
        transactional.initTransactions();
    }

    @AfterAll
    static void stop() {
        plain.close();
        transactional.close();
        broker.close();
        kafka.close();
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Returns when each partition answers. Before that, of two batches the second can be appended first, and an idempotent
     * producer then offers the first one in vain until its delivery times out.
     */
    private static void create(String topic, int partitions) {
        broker.await(broker.admin()
                .createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (broker.extents(List.of(topic)).size() < partitions) {
            assertThat(System.nanoTime())
                    .as("topic " + topic + " answers in time")
                    .isLessThan(deadline);
        }
    }

    private static void send(ProducerRecord<byte[], byte[]> record) {
        SENT.add(plain.send(record));
    }

    /** Waits until the broker has all, or says why it has not. */
    private static void flush() throws Exception {
        plain.flush();
        for (Future<RecordMetadata> each : SENT) {
            each.get(1, TimeUnit.MINUTES);
        }
        SENT.clear();
    }

    /** In a transaction of its own. */
    private static void write(String topic, int partition, String key, String value, boolean commit) {
        transactional.beginTransaction();
        var unused =
                transactional.send(new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), value.getBytes(UTF_8)));
        transactional.flush();
        if (commit) {
            transactional.commitTransaction();
        } else {
            transactional.abortTransaction();
        }
    }

    private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(found -> new String(found.value(), UTF_8)).toList();
    }

    private static String printed(RecordPrinterOf printer, List<ConsumerRecord<byte[], byte[]>> records) {
        StringWriter text = new StringWriter();
        printer.on(new PrintWriter(text)).print(records);
        return text.toString();
    }

    private interface RecordPrinterOf {
        RecordPrinter on(PrintWriter out);
    }

    @Test
    void newestRecordsComeInTimeOrderFromAllPartitions() throws Exception {
        create("newest", 2);
        IntStream.range(0, 200)
                .forEach(i -> send(new ProducerRecord<>("newest", i % 2, NOW + i, null, ("v" + i).getBytes(UTF_8))));
        flush();
        assertThat(values(new NewestRecords(broker, "newest", Optional.empty()).read(4)))
                .containsExactly("v196", "v197", "v198", "v199");
        assertThat(new NewestRecords(broker, "newest", Optional.empty()).read(0))
                .isEmpty();
    }

    @Test
    void abortedRecordsAreNotShown() {
        create("aborted", 1);
        write("aborted", 0, "k", "first", true);
        IntStream.range(0, 30).forEach(i -> write("aborted", 0, "k", "aborted", false));
        write("aborted", 0, "k", "second", true);
        assertThat(values(new NewestRecords(broker, "aborted", Optional.empty()).read(10)))
                .containsExactly("first", "second");
        assertThat(new CommittedRecords(broker)
                        .count(
                                Map.of(new TopicPartition("aborted", 0), 0L),
                                new CommittedRecords(broker).ends(List.of("aborted"))))
                .containsExactly(Map.entry(new TopicPartition("aborted", 0), 2L));
    }

    @Test
    void aRareKeyIsFoundFarBack() throws Exception {
        create("keys", 1);
        send(new ProducerRecord<>("keys", "rare".getBytes(UTF_8), "found".getBytes(UTF_8)));
        IntStream.range(0, 3_000)
                .forEach(i -> send(new ProducerRecord<>("keys", "common".getBytes(UTF_8), new byte[] {1})));
        flush();
        assertThat(values(new NewestRecords(broker, "keys", Optional.of("rare")).read(5)))
                .containsExactly("found");
    }

    @Test
    void lagCountsRecordsAndNoMarkers() {
        create("lagging", 1);
        TopicPartition partition = new TopicPartition("lagging", 0);
        write("lagging", 0, "k", "read", true);
        broker.await(broker.admin()
                .alterConsumerGroupOffsets("sink", Map.of(partition, new OffsetAndMetadata(1)))
                .all());
        assertThat(GroupLag.of(broker, List.of("sink"))).containsExactly(new GroupLag("sink", "lagging", 0));

        write("lagging", 0, "k", "waiting", true);
        write("lagging", 0, "k", "aborted", false);
        write("lagging", 0, "k", "waiting", true);
        assertThat(GroupLag.of(broker, List.of("sink"))).containsExactly(new GroupLag("sink", "lagging", 2));
    }

    @Test
    void offsetsOfATopicThatIsGoneAreNoLag() {
        create("gone", 1);
        broker.await(broker.admin()
                .alterConsumerGroupOffsets("forgotten", Map.of(new TopicPartition("gone", 0), new OffsetAndMetadata(0)))
                .all());
        broker.await(broker.admin().deleteTopics(List.of("gone")).all());
        assertThat(GroupLag.of(broker, List.of("forgotten"))).allMatch(lag -> lag.records() == 0);
    }

    @Test
    void aSinkThatNeverCommittedLagsByAll() {
        create("candles", 1);
        write("candles", 0, "k", "waiting", true);
        assertThat(GroupLag.of(broker, List.of("connect-candles")))
                .containsExactly(new GroupLag("connect-candles", "candles", 1));
    }

    @Test
    void aTopicHasPartitionsOffsetsAndSize() throws Exception {
        create("sized", 3);
        IntStream.range(0, 30).forEach(i -> send(new ProducerRecord<>("sized", i % 3, null, new byte[1_000])));
        flush();
        TopicState state = TopicState.read(broker, List.of("sized")).get(0);
        assertThat(state.partitions()).isEqualTo(3);
        assertThat(state.records()).isEqualTo(30);
        assertThat(state.end()).isEqualTo(30);
        assertThat(state.bytes()).isGreaterThan(30_000);
        assertThat(TopicsCommand.table(List.of(state)).lines(80))
                .last()
                .asString()
                .startsWith("sized ");
    }

    @Test
    void ticksStandInColumnsThatFitATerminal() throws Exception {
        create("ticks", 1);
        Tick tick = new Tick(
                ProductId.of("BTC-USD"),
                TradeId.of(1_052_119_289L),
                new BigDecimal("63514.6"),
                new BigDecimal("0.20000001"),
                TakerSide.BUY,
                TIME,
                OptionalLong.empty(),
                Feed.EXCHANGE,
                TIME,
                new RawPosition(3, 1_200));
        send(new ProducerRecord<>("ticks", "BTC-USD".getBytes(UTF_8), TickCodec.encode(tick)));
        send(new ProducerRecord<>("ticks", "BTC-USD".getBytes(UTF_8), "not a tick".getBytes(UTF_8)));
        flush();
        List<ConsumerRecord<byte[], byte[]>> records = new NewestRecords(broker, "ticks", Optional.empty()).read(10);
        assertThat(printed(out -> RecordPrinter.table("ticks", 80, out), records)
                        .lines())
                .containsExactly(
                        "at   2026-07-07       product    trade_id    price        size  taker",
                        "0:0  22:58:17.164892  BTC-USD  1052119289  63514.6  0.20000001  buy",
                        "0:1  -                BTC-USD  not a tick");
    }

    @Test
    void gapsAndSpotPricesStandInColumns() throws Exception {
        ProductId product = ProductId.of("BTC-USD");
        create("gaps", 1);
        create("spot_prices", 1);
        Gap gap = new Gap(product, 1_007, 2_010, GapStatus.OPEN, GapCause.RECONNECT, TIME, Optional.empty());
        send(new ProducerRecord<>("gaps", "BTC-USD".getBytes(UTF_8), GapCodec.encode(gap)));
        SpotPrice price = new SpotPrice(new UUID(1, 2), product, new BigDecimal("63514.6"), "USD", TIME);
        send(new ProducerRecord<>("spot_prices", "BTC-USD".getBytes(UTF_8), SpotPriceCodec.encode(price)));
        flush();

        assertThat(table("gaps"))
                .containsExactly(
                        "at   2026-07-07    product  first  last  trades  status  cause",
                        "0:0  22:58:17.164  BTC-USD   1007  2010   1,004  OPEN    RECONNECT");
        assertThat(table("spot_prices"))
                .containsExactly(
                        "at   2026-07-07    pair      amount  currency", "0:0  22:58:17.164  BTC-USD  63514.6  USD");
    }

    private static List<String> table(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new NewestRecords(broker, topic, Optional.empty()).read(10);
        return printed(out -> RecordPrinter.table(topic, 80, out), records)
                .lines()
                .toList();
    }

    @Test
    void jsonHoldsTheRecordExactly() throws Exception {
        create("raw_messages", 1);
        RawHeaders headers = new RawHeaders(Feed.EXCHANGE, Optional.of("match"), "c1", TIME, OptionalLong.empty());
        send(new ProducerRecord<>("raw_messages", 0, NOW, null, "{\"a\":1}".getBytes(UTF_8), headers.toKafka()));
        send(new ProducerRecord<>(
                "raw_messages", 0, NOW + 1, "X".getBytes(UTF_8), new byte[] {(byte) 0xff}, List.of()));
        flush();
        List<ConsumerRecord<byte[], byte[]>> records =
                new NewestRecords(broker, "raw_messages", Optional.empty()).read(10);
        assertThat(printed(RecordPrinter::json, records).lines())
                .containsExactly(
                        "{\"key\":null,\"partition\":0,\"offset\":0,\"timestamp\":\"" + Timestamp.ofEpochMilli(NOW)
                                + "\","
                                + "\"headers\":{\"feed\":\"exchange\",\"received_at\":\"2026-07-07T22:58:17.164892Z\","
                                + "\"channel\":\"match\",\"connection_id\":\"c1\"},\"value\":\"{\\\"a\\\":1}\"}",
                        "{\"key\":\"X\",\"partition\":0,\"offset\":1,\"timestamp\":\"" + Timestamp.ofEpochMilli(NOW + 1)
                                + "\"," + "\"headers\":{},\"value_base64\":\"/w==\"}");
        assertThat(printed(out -> RecordPrinter.table("raw_messages", 80, out), records))
                .contains("exchange/match  {\"a\":1}");
    }
}
