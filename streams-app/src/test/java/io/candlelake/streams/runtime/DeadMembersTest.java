package io.candlelake.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class DeadMembersTest {
    private static final String GROUP = "of-dead-members";

    @Test
    void threadThatEndedLeavesTheGroupLongBeforeItsSessionTimesOut() throws Exception {
        try (TestKafka kafka = TestKafka.start();
                Admin admin = kafka.admin()) {
            try (KafkaConsumer<byte[], byte[]> thread = join(kafka, "app-1")) {
                await(admin, 1, () -> thread.poll(Duration.ofMillis(50)));
            }
            assertThat(members(admin)).as("a static member stays").hasSize(1);

            Properties settings = new Properties();
            settings.putAll(Map.of(
                    "application.id",
                    GROUP,
                    "bootstrap.servers",
                    kafka.bootstrapServers(),
                    "consumer.group.instance.id",
                    "app"));
            new DeadMembers(settings).leave(new Thread("any-StreamThread-1"));

            await(admin, 0, () -> Thread.sleep(50));
        }
    }

    private interface Step {
        void take() throws Exception;
    }

    private static KafkaConsumer<byte[], byte[]> join(TestKafka kafka, String instance) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        GROUP,
                        "group.instance.id",
                        instance,
                        "session.timeout.ms",
                        "600000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.RAW_MESSAGES));
        return consumer;
    }

    private static void await(Admin admin, int count, Step meanwhile) throws Exception {
        Instant deadline = Instant.now().plusSeconds(60);
        while (members(admin).size() != count) {
            assertThat(Instant.now()).as(count + " members within 60 s").isBefore(deadline);
            meanwhile.take();
        }
    }

    /** None while there is no group. */
    private static List<MemberDescription> members(Admin admin) throws Exception {
        return admin.describeConsumerGroups(List.of(GROUP))
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .handle((groups, absent) -> groups == null
                        ? List.<MemberDescription>of()
                        : groups.values().stream()
                                .flatMap(group -> group.members().stream())
                                .toList())
                .get();
    }
}
