package io.candlelake.streams.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real broker: what Kafka Streams is given in place of the records that a poll gave. */
class BatchingConsumerTest {
    private static final TopicPartition FIRST = new TopicPartition(Topics.RAW_MESSAGES, 0);
    private static final TopicPartition SECOND = new TopicPartition(Topics.RAW_MESSAGES, 1);

    @SuppressWarnings("NullAway.Init")
    private TestKafka kafka;

    @BeforeEach
    void start() {
        kafka = TestKafka.start();
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void aPollGivesOneRecordOfEachPartitionThatHoldsAll() throws Exception {
        produce(FIRST, 5);
        produce(SECOND, 3);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> got = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = consumer(1_000)) {
            while (sizeOf(got) < 8) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofSeconds(1));
                for (TopicPartition partition : polled.partitions()) {
                    assertThat(polled.records(partition)).hasSize(1);
                    ConsumerRecord<byte[], byte[]> carrier =
                            polled.records(partition).get(0);
                    List<ConsumerRecord<byte[], byte[]>> inside = batch(carrier).records();
                    assertThat(carrier.offset()).isEqualTo(inside.get(0).offset());
                    assertThat(polled.nextOffsets().get(partition))
                            .as("where Streams goes on when it has processed the batch")
                            .isNotNull()
                            .extracting(OffsetAndMetadata::offset)
                            .isEqualTo(inside.get(inside.size() - 1).offset() + 1);
                    got.computeIfAbsent(partition, key -> new ArrayList<>()).addAll(inside);
                }
            }
        }
        assertThat(got.get(FIRST))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("0", "1", "2", "3", "4");
        assertThat(got.get(SECOND)).extracting(ConsumerRecord::offset).containsExactly(0L, 1L, 2L);
    }

    @Test
    void onlyTheBatchThatNothingWaitsBehindIsTheLast() throws Exception {
        produce(FIRST, 5);
        List<Boolean> last = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumer(2)) {
            while (last.size() < 3) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(carrier -> last.add(batch(carrier).isLast()));
            }
        }
        assertThat(last).as("of two, two and one record").containsExactly(false, false, true);
    }

    private static int sizeOf(Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> got) {
        return got.values().stream().mapToInt(List::size).sum();
    }

    private static RawBatch batch(ConsumerRecord<byte[], byte[]> carrier) {
        return new RawBatchDeserializer().deserialize(carrier.topic(), carrier.headers(), carrier.value());
    }

    private Consumer<byte[], byte[]> consumer(int pollRecords) {
        Consumer<byte[], byte[]> consumer = new BatchingClients()
                .getConsumer(Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        pollRecords));
        consumer.assign(List.of(FIRST, SECOND));
        return consumer;
    }

    private void produce(TopicPartition to, int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(
                                to.topic(),
                                to.partition(),
                                null,
                                Integer.toString(i).getBytes(UTF_8)))
                        .get();
            }
        }
    }
}
