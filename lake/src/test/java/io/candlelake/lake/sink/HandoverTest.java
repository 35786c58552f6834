package io.candlelake.lake.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.contract.table.SinkSummary;
import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import io.candlelake.lake.sink.Handover.Names;
import io.candlelake.lake.sink.Handover.State;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a table whose sink changes; broker and table are real, what Apache's sink left there is as it leaves it. */
class HandoverTest {
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final String GAPS = "gaps";

    private static TestKafka kafka;
    private static Admin admin;
    private static KafkaProducer<byte[], byte[]> producer;

    private final int number = TESTS.incrementAndGet();
    private final Names names =
            new Names("connect-gaps-" + number, "connect-gaps-" + number + "-coord", "control-gaps-" + number);
    private LakeCatalog lake;
    private Handover handover;

    @BeforeAll
    static void startBroker() {
        kafka = TestKafka.start();
        admin = kafka.admin();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        admin.close();
        kafka.close();
    }

    @BeforeEach
    void open(@TempDir Path directory) throws ExecutionException, InterruptedException {
        lake = LakeCatalog.open(LakeSettings.local(directory));
        LakeTables.createMissing(lake);
        admin.createTopics(List.of(new NewTopic(names.controlTopic(), Optional.of(1), Optional.empty())))
                .all()
                .get();
        handover = new Handover(lake, admin, kafka.bootstrapServers());
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void apachesTableIsTakenOverAtWhatItsGroupHasRead() throws Exception {
        tell(names.group(), 1);
        apacheCommits(1);
        read(names.group(), GAPS, Map.of(0, 5L));

        assertThat(handover.isForeign(GAPS)).isTrue();
        assertThat(handover.toLake(GAPS, names).state()).isEqualTo(State.DONE);

        assertThat(table().currentSnapshot().summary())
                .containsEntry(SinkSummary.OFFSETS, "{\"gaps\":{\"0\":5}}")
                .containsEntry("total-records", "10");
        assertThat(table().properties()).containsEntry(SinkSummary.OFFSETS, "{\"gaps\":{\"0\":5}}");
        assertThat(handover.isForeign(GAPS)).isFalse();
        long snapshot = table().currentSnapshot().snapshotId();
        assertThat(handover.toLake(GAPS, names).line()).isEmpty();
        assertThat(table().currentSnapshot().snapshotId()).isEqualTo(snapshot);
    }

    @Test
    void filesThatApachesHasToldOfAreFirstToBeInTheTable() throws Exception {
        tell(names.group(), 1);
        apacheCommits(1);
        tell(names.group(), 3);
        read(names.group(), GAPS, Map.of(0, 9L));

        assertThat(handover.toLake(GAPS, names))
                .satisfies(step -> assertThat(step.state()).isEqualTo(State.DRAIN))
                .satisfies(step -> assertThat(step.line()).contains("has written 3 files that are not in table"));
        assertThat(handover.isForeign(GAPS)).isTrue();
    }

    @Test
    void filesOfAnotherGroupOrNoneAreNotWaitedFor() throws Exception {
        apacheCommits(0);
        tell("connect-other", 3);
        tell(names.group(), 0);
        read(names.group(), GAPS, Map.of(0, 9L));

        assertThat(handover.toLake(GAPS, names).state()).isEqualTo(State.DONE);
    }

    @Test
    void aTableThatWasSetBackLacksFilesThatWereInIt() throws Exception {
        apacheCommits(0);
        long before = table().currentSnapshot().snapshotId();
        tell(names.group(), 1);
        apacheCommits(1);
        read(names.coordinatorGroup(), names.controlTopic(), Map.of(0, 1L));
        read(names.group(), GAPS, Map.of(0, 9L));
        table().manageSnapshots().rollbackTo(before).commit();

        assertThat(handover.toLake(GAPS, names).state()).isEqualTo(State.DRAIN);
    }

    @Test
    void withoutOffsetsOfItsGroupItIsNotKnownWhatATableHolds() {
        apacheCommits(0);

        assertThatThrownBy(() -> handover.toLake(GAPS, names))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(names.group() + " has no offsets")
                .hasMessageNotContaining("\n");
    }

    @Test
    void anEmptyTableIsLeftAsItIs() {
        assertThat(handover.toLake(GAPS, names).state()).isEqualTo(State.DONE);
        assertThat(handover.toApache(GAPS, names).state()).isEqualTo(State.DONE);
        assertThat(table().currentSnapshot()).isNull();
    }

    @Test
    void apachesBeginsWhereOursEnded() throws Exception {
        tell(names.group(), 4); // Of long ago: in the table, or read again.
        oursCommits("{\"gaps\":{\"0\":12}}");

        assertThat(handover.toApache(GAPS, names).state()).isEqualTo(State.DONE);

        assertThat(offsets(names.group(), GAPS)).isEqualTo(Map.of(0, 12L));
        assertThat(offsets(names.coordinatorGroup(), names.controlTopic())).isEqualTo(Map.of(0, 1L));
        assertThat(table().currentSnapshot().summary()).containsEntry(SinkSummary.HANDED_OVER, "{\"gaps\":{\"0\":12}}");
        assertThat(table().properties()).doesNotContainKey(SinkSummary.OFFSETS);
        assertThat(handover.isOurs(GAPS)).isFalse();
    }

    @Test
    void aGroupThatWasToldOfAnUnreadPartitionIsHandedOverAllTheSame() throws Exception {
        oursCommits("{\"gaps\":{}}");
        read(names.group(), GAPS, Map.of(0, 0L));

        assertThat(handover.toApache(GAPS, names).line()).contains("takes over from ours");
    }

    @Test
    void aHandoverThatWasCutShortIsFinished() throws Exception {
        oursCommits("{\"gaps\":{\"0\":12}}");
        handover.toApache(GAPS, names);
        admin.deleteConsumerGroups(List.of(names.group())).all().get(); // As if it had not come so far.

        assertThat(handover.toApache(GAPS, names).state()).isEqualTo(State.DONE);
        assertThat(offsets(names.group(), GAPS)).isEqualTo(Map.of(0, 12L));
    }

    @Test
    void whatApachesHasReadSinceIsNotReadAgain() throws Exception {
        oursCommits("{\"gaps\":{\"0\":12}}");
        handover.toApache(GAPS, names);
        read(names.group(), GAPS, Map.of(0, 20L));

        handover.toApache(GAPS, names);
        assertThat(offsets(names.group(), GAPS)).isEqualTo(Map.of(0, 20L));
    }

    @Test
    void whatWasGivenAwayAndNotTakenComesBackAsItWas() throws Exception {
        oursCommits("{\"gaps\":{\"0\":12}}");
        handover.toApache(GAPS, names);
        admin.deleteConsumerGroups(List.of(names.group())).all().get();

        assertThat(handover.toLake(GAPS, names).state()).isEqualTo(State.DONE);
        assertThat(table().currentSnapshot().summary()).containsEntry(SinkSummary.OFFSETS, "{\"gaps\":{\"0\":12}}");
    }

    @Test
    void whileSomebodyReadsInItsGroupNothingIsHandedOver() {
        apacheCommits(0);
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", names.group());
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.subscribe(List.of(GAPS));
            while (reader.assignment().isEmpty()) {
                reader.poll(Duration.ofMillis(100));
            }
            assertThat(handover.toLake(GAPS, names).state()).isEqualTo(State.WAIT);
        }
    }

    private Table table() {
        return lake.table(GAPS);
    }

    /** Ten rows, and how far the control topic was read, as its coordinator writes it. */
    private void apacheCommits(long controlOffset) {
        append(
                SinkSummary.APACHES_OFFSETS + names.controlTopic() + "." + names.group(),
                "{\"0\":" + controlOffset + "}");
    }

    private void oursCommits(String offsets) {
        append(SinkSummary.OFFSETS, offsets);
        table().updateProperties().set(SinkSummary.OFFSETS, offsets).commit();
    }

    private void append(String key, String value) {
        Table table = table();
        table.newAppend()
                .appendFile(DataFiles.builder(table.spec())
                        .withPath(table.location() + "/data/" + System.nanoTime() + ".parquet")
                        .withFileSizeInBytes(1_000)
                        .withRecordCount(10)
                        .build())
                .set(key, value)
                .commit();
    }

    private static void read(String group, String topic, Map<Integer, Long> offsets) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> wanted = new HashMap<>();
        offsets.forEach(
                (partition, offset) -> wanted.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
        admin.alterConsumerGroupOffsets(group, wanted).all().get();
    }

    private static Map<Integer, Long> offsets(String group, String topic) {
        return new Groups(admin, kafka.bootstrapServers()).offsets(group, topic);
    }

    /** An event by which a task tells of its files. */
    private void tell(String group, int files) throws Exception {
        producer.send(new ProducerRecord<>(names.controlTopic(), event(group, files)))
                .get();
    }

    private static byte[] event(String group, int files) throws IOException {
        Schema schema = new Schema.Parser().parse("""
                {"type":"record","name":"Event","fields":[{"name":"type","type":"int"},{"name":"group_id","type":"string"},
                {"name":"payload","type":{"type":"record","name":"DataWritten","fields":[
                {"name":"data_files","type":["null",{"type":"array","items":"string"}]}]}}]}""");
        GenericRecord payload =
                new GenericData.Record(schema.getField("payload").schema());
        payload.put(
                "data_files",
                IntStream.range(0, files).mapToObj(Integer::toString).toList());
        GenericRecord event = new GenericData.Record(schema);
        event.put("type", 1);
        event.put("group_id", group);
        event.put("payload", payload);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0xC2, 1});
        out.writeUTF(schema.toString());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
