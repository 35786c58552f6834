package io.candlelake.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.Simulator;
import io.candlelake.simulator.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The producer as a process: asked to stop, killed, and badly configured. */
class MainTest {
    private static final SimulatorSettings MARKET = SimulatorSettings.defaults()
            .withProducts(List.of(ProductId.of("BTC-USD"), ProductId.of("ETH-USD")))
            .withRate(500)
            .withSeed(11);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void killedProducerLosesNothing() throws Exception {
        RawTopic topic = RawTopic.withoutProgress();
        try (Simulator coinbase = Simulator.start(MARKET)) {
            Map<String, String> environment = environment(coinbase, topic);
            Process killed = start(environment);
            await(() -> MarketTrades.in(topic.records()).size() >= 500);
            killed.destroyForcibly().waitFor();
            int down = coinbase.ledger().size();
            await(() -> coinbase.ledger().size() > down + 500);

            Process next = start(environment);
            await(() -> MarketTrades.in(topic.records()).size() >= down + 500);
            coinbase.closeMarket();
            Set<String> ledger = MarketTrades.of(coinbase.ledger());
            await(() -> MarketTrades.in(topic.records()).size() >= ledger.size());

            long asked = System.nanoTime();
            next.destroy();
            assertThat(next.waitFor(1, TimeUnit.MINUTES)).isTrue();
            System.out.println("SIGTERM to gone: "
                    + Duration.ofNanos(System.nanoTime() - asked).toMillis() + " ms");
            assertThat(next.exitValue()).as(log()).isZero();
            assertThat(MarketTrades.in(topic.records())).isEqualTo(ledger);
        }
    }

    @Test
    void badConfigurationIsOneLineAndExitCodeTwo() throws Exception {
        Process process = start(Map.of("HEALTH_PORT", "no"));

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(log())
                .hasLineCount(1)
                .contains("PRODUCTS is not set", "KAFKA_BOOTSTRAP_SERVERS is not set", "HEALTH_PORT is 'no'", "--help");
    }

    @Test
    void helpIsNoStart() throws Exception {
        Process process = start(Map.of(), "--help");

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(log()).contains("Example: PRODUCTS=BTC-USD");
    }

    private Map<String, String> environment(Simulator coinbase, RawTopic topic) {
        return Map.of(
                "PRODUCTS", "BTC-USD,ETH-USD",
                "KAFKA_BOOTSTRAP_SERVERS", topic.bootstrapServers(),
                "SIMULATED", "true",
                "COINBASE_EXCHANGE_WS_URL", coinbase.webSocketUri().toString(),
                "COINBASE_ADVANCED_WS_URL", coinbase.advancedUri().toString(),
                "COINBASE_EXCHANGE_REST_URL", coinbase.restUri().toString(),
                "COINBASE_API_URL", coinbase.restUri().toString());
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.candlelake.producer.Main")
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"), UTF_8);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }
}
