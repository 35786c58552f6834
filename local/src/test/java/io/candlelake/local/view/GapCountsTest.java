package io.candlelake.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.connect.SinkKind;
import io.candlelake.contract.health.HealthServer;
import io.candlelake.local.stack.Lake;
import io.candlelake.local.stack.Part;
import io.candlelake.local.stack.ProcessState;
import io.candlelake.local.stack.StackDirectory;
import io.candlelake.local.stack.StackState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GapCountsTest {
    private static final String METRICS = """
            # HELP candlelake_producer_gaps_opened_total ranges of trade ids that were found missing
            # TYPE candlelake_producer_gaps_opened_total counter
            candlelake_producer_gaps_opened_total{product="BTC-USD"} 1200.0
            candlelake_producer_gaps_opened_total{product="ETH-USD"} 34.0
            candlelake_producer_gaps_repaired_total{product="BTC-USD"} 1.2E3
            candlelake_producer_gaps_unrepairable_total{product="ETH-USD"} 2.0
            candlelake_producer_gaps_open{product="ETH-USD"} 32.0
            """;

    @Test
    void productsAreSummed() {
        assertThat(GapCounts.parse(METRICS)).isEqualTo(new GapCounts(1_234, 1_200, 2));
        assertThat(GapCounts.parse(METRICS)).hasToString("1,234 opened, 1,200 repaired, 2 unrepairable");
    }

    @Test
    void theRunningProducerIsAsked() throws Exception {
        try (HealthServer health = HealthServer.start(0, () -> true, () -> true)) {
            health.serve("/metrics", "text/plain", () -> METRICS);

            assertThat(GapCounts.ask(stack(health.port()))).contains(new GapCounts(1_234, 1_200, 2));
        }
    }

    @Test
    void producerThatDoesNotAnswerHasNoCounts() throws IOException {
        int port;
        try (HealthServer closed = HealthServer.start(0, () -> true, () -> true)) {
            port = closed.port();
        }
        assertThat(GapCounts.ask(stack(port))).isEmpty();
    }

    /** This process stands for the producer's. */
    private static StackState stack(int port) {
        ProcessHandle self = ProcessHandle.current();
        Instant start = self.info().startInstant().orElseThrow();
        return new StackState(
                StackDirectory.of(Path.of("data"), Lake.SIMULATED),
                self.pid(),
                start,
                start,
                true,
                1,
                OptionalInt.empty(),
                OptionalInt.empty(),
                SinkKind.DEFAULT,
                List.of("BTC-USD"),
                List.of(new ProcessState(
                        Part.PRODUCER, self.pid(), start, 0, Path.of("producer.log"), OptionalInt.of(port))));
    }
}
