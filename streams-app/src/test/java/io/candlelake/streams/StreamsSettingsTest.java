package io.candlelake.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.streams.runtime.RuntimeSettings;
import io.candlelake.streams.topology.TopologySettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
    private static final Map<String, String> NEEDED =
            Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092", "STREAMS_STATE_DIR", "data/streams");

    @Test
    void whatIsNotSetHasItsDefault() {
        assertThat(StreamsSettings.parse(NEEDED))
                .isEqualTo(new StreamsSettings(
                        "127.0.0.1:19092",
                        "data/streams",
                        "streams-app-0",
                        1,
                        0,
                        new RuntimeSettings(0, Duration.ofSeconds(25), Duration.ofSeconds(8), false),
                        TopologySettings.DEFAULT));
    }

    @Test
    void allProblemsAreToldTogether() {
        assertThatThrownBy(() -> StreamsSettings.parse(Map.of(
                        "STREAMS_STATE_DIR", " ",
                        "STREAM_THREADS", "0",
                        "STANDBY_REPLICAS", "many",
                        "STREAMS_INSTANCE", "a b",
                        "STREAMS_LEAVE_GROUP", "perhaps")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is not set")
                .hasMessageContaining("STREAMS_STATE_DIR is not set")
                .hasMessageContaining("STREAM_THREADS is '0', not a number from 1 to 64")
                .hasMessageContaining("STANDBY_REPLICAS is 'many'")
                .hasMessageContaining("STREAMS_INSTANCE is 'a b'")
                .hasMessageContaining("STREAMS_LEAVE_GROUP is 'perhaps', neither true nor false");
    }

    @Test
    void kafkaStreamsIsToldExactlyOnceTheClassicProtocolAndAStaticMember() {
        Map<String, String> environment = new HashMap<>(NEEDED);
        environment.put("STREAM_THREADS", "2");
        environment.put("STANDBY_REPLICAS", "1");
        environment.put("STREAMS_INSTANCE", "blue");

        Properties properties = StreamsSettings.parse(environment).toProperties();

        assertThat(properties)
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("group.protocol", "classic")
                .containsEntry("num.stream.threads", 2)
                .containsEntry("num.standby.replicas", 1)
                .containsEntry("consumer.group.instance.id", "blue");
    }
}
