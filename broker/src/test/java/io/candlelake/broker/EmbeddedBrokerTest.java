package io.candlelake.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.contract.topic.Topic;
import io.candlelake.contract.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @Test
    void dataIsThereAgainAfterARestart(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
            }
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                assertThat(admin.listTopics().names().get()).contains("kept");
            }
        }
    }

    @Test
    void fixtureHasEveryTopicOfTheContractAndShowsCommittedRecordsOnly() throws Exception {
        try (TestKafka kafka = TestKafka.start();
                Admin admin = kafka.admin()) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.all().stream().map(Topic::name).toList());
            Map<String, Object> settings =
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "fixture");
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("ticks", 0, null, "committed".getBytes(UTF_8)))
                        .get();
                producer.commitTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("ticks", 0, null, "aborted".getBytes(UTF_8)))
                        .get();
                producer.abortTransaction();
            }
            assertThat(kafka.read("ticks"))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactly("committed");
        }
    }

    @Test
    void everyProblemOfTheSettingsIsReportedAtOnce() {
        assertThatThrownBy(() -> BrokerSettings.parse(Map.of("BROKER_PORT", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BROKER_DIRECTORY is not set")
                .hasMessageContaining("BROKER_PORT is 'many'");
    }
}
