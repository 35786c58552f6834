package io.candlelake.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.broker.fixture.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes, and comes back where it was. */
@DisabledIfSystemProperty(
        named = "candlelake.test.kafka",
        matches = "docker",
        disabledReason = "only the embedded one is restarted")
class OutageTest {
    @Test
    void brokerThatComesBackFindsTheAppAtWorkAndNothingLostOrTwice(@TempDir Path directory) throws Exception {
        try (TestKafka kafka = TestKafka.start();
                RunningApp app = RunningApp.start(RunningApp.environment(kafka.bootstrapServers(), directory))) {
            try (RawTrades trades = new RawTrades(kafka)) {
                trades.write("BTC-USD", 1, 50).awaitTicks("BTC-USD", 1, 50);
                trades.write("BTC-USD", 51, 60);
            }
            kafka.restart(Duration.ofSeconds(3));
            assertThat(app.isLive()).isTrue();
            try (RawTrades trades = new RawTrades(kafka)) {
                trades.write("BTC-USD", 61, 100).awaitTicks("BTC-USD", 1, 100);
            }
            app.awaitReady();
            assertThat(app.said()).isEmpty();
            assertThat(app.stop()).isZero();
        }
    }

    @Test
    void appStopsInTimeWhileTheBrokerIsAway(@TempDir Path directory) throws Exception {
        try (TestKafka kafka = TestKafka.start();
                RunningApp app = RunningApp.start(RunningApp.environment(kafka.bootstrapServers(), directory))) {
            try (RawTrades trades = new RawTrades(kafka)) {
                trades.write("BTC-USD", 1, 5).awaitTicks("BTC-USD", 1, 5);
            }
            kafka.stop();
            long began = System.nanoTime();
            int code = app.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
            if (code != 0) {
                assertThat(app.said())
                        .isEqualTo(
                                "streams-app: did not stop within 8 s: what was not committed is processed again at the next start\n");
            }
        }
    }
}
