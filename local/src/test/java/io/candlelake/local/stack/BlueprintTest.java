package io.candlelake.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlueprintTest {
    private static final ChosenPorts PORTS =
            new ChosenPorts(19_093, Map.of(Part.BROKER, 19_092, Part.SIMULATOR, 18_090, Part.PRODUCER, 20_001), 20_002);

    @TempDir
    private Path home = Path.of("");

    @BeforeEach
    void build() throws IOException {
        Path target = Files.createDirectories(home.resolve("producer/target"));
        Files.createFile(target.resolve("candlelake-producer-0.1.0-SNAPSHOT.jar"));
    }

    @Test
    void simulatedProducerAsksTheSimulatorForEverything() {
        assertThat(producer(Lake.SIMULATED))
                .containsEntry("SIMULATED", "true")
                .containsEntry("COINBASE_EXCHANGE_WS_URL", "ws://localhost:18090/")
                .containsEntry("COINBASE_ADVANCED_WS_URL", "ws://localhost:18090/advanced")
                .containsEntry("COINBASE_EXCHANGE_REST_URL", "http://localhost:18090")
                .containsEntry("COINBASE_API_URL", "http://localhost:18090")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092")
                .containsEntry("HEALTH_PORT", "20001");
    }

    @Test
    void liveProducerAsksCoinbaseItself() {
        assertThat(producer(Lake.LIVE))
                .doesNotContainKeys("SIMULATED", "FEEDS")
                .allSatisfy((name, value) -> assertThat(name).doesNotStartWith("COINBASE_"));
    }

    private Map<String, String> producer(Lake lake) {
        StackOptions options = StackOptions.of(StackDirectory.of(Path.of("data"), lake), Part.allOf(lake));
        return new Blueprint(new Home(home), options, PORTS)
                .launch(Part.PRODUCER)
                .environment();
    }
}
