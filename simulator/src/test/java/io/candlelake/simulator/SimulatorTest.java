package io.candlelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.market.Trade;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {
    private final Path path;

    SimulatorTest(@TempDir Path folder) {
        path = folder.resolve("ledger.ndjson");
    }

    private SimulatorSettings settings() {
        return SimulatorSettings.defaults()
                .withSeed(7)
                .withRate(200)
                .withLedger(path)
                .withProducts(List.of(ProductId.of("BTC-USD"), ProductId.of("ETH-USD")));
    }

    @Test
    void aRestartGoesOnWithTheNextIds() throws InterruptedException {
        List<Trade> before;
        try (Simulator simulator = Simulator.start(settings());
                FeedClient client = new FeedClient(simulator.webSocketUri())) {
            client.subscribe("matches", "BTC-USD").await("match", 50);
            simulator.closeMarket();
            before = simulator.ledger();
        }
        assertThat(Ledger.read(path)).isEqualTo(before);
        try (Simulator simulator = Simulator.start(settings());
                FeedClient client = new FeedClient(simulator.webSocketUri())) {
            assertThat(simulator.ledger()).isEqualTo(before);
            client.subscribe("matches", "BTC-USD").await("match", 50);
            Trade last = before.get(before.size() - 1);
            JsonNode lastMatch = client.frames("last_match").get(0);
            assertThat(lastMatch.path("trade_id").asLong())
                    .isEqualTo(last.tradeId().value());
            assertThat(lastMatch.path("taker_order_id").asText())
                    .isEqualTo(last.takerOrderId().toString());
            assertThat(lastMatch.path("sequence").asLong()).isEqualTo(last.sequence());
            assertThat(client.frames("match").get(0).path("trade_id").asLong())
                    .isEqualTo(last.tradeId().value() + 1);
        }
        List<Trade> after = Ledger.read(path);
        assertThat(after.stream().map(trade -> trade.tradeId().value()))
                .containsExactlyElementsOf(LongStream.range(0, after.size())
                        .mapToObj(i -> before.get(0).tradeId().value() + i)
                        .toList());
    }

    @Test
    void aLedgerHasOneWritingProcessAlsoAfterItWasReadAtTheStart() throws Exception {
        try (Simulator first = Simulator.start(settings())) {
            first.openMarket();
            Process second = otherProcess();
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("another simulator writes to the ledger");
        }
    }

    /** A lock of the operating system does not show within one process. */
    private Process otherProcess() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.candlelake.simulator.Main");
        builder.environment().put("SIMULATOR_LEDGER", path.toString());
        return builder.start();
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Simulator.start(settings().withPort(port)).close())
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("SIMULATOR_PORT");
            // And the ledger is free again.
            Simulator.start(settings()).close();
        }
    }

    @Test
    void twoThousandTradesASecondAreNoEffort() throws InterruptedException {
        SimulatorSettings settings = settings().withRate(2_000);
        try (Simulator simulator = Simulator.start(settings);
                FeedClient client = new FeedClient(simulator.webSocketUri())) {
            client.subscribe("matches", "BTC-USD", "ETH-USD").subscribe("heartbeat", "BTC-USD");
            client.await("heartbeat", 4);
            simulator.closeMarket();
            List<Trade> ledger = simulator.ledger();
            assertThat(ledger).hasSizeGreaterThan(3_000);
            assertThat(client.await("match", ledger.size())).hasSameSizeAs(ledger);
        }
        assertThat(Ledger.read(path)).hasSizeGreaterThan(3_000);
    }

    @Test
    void aClientThatDoesNotReadIsCutOffAndTheOthersAreNot() throws Exception {
        SimulatorSettings settings = settings().withRate(50_000);
        try (Simulator simulator = Simulator.start(settings);
                RawClient deaf = new RawClient(simulator.webSocketUri())) {
            awaitConnections(simulator, 1);
            deaf.send("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"matches\"]}");
            awaitConnections(simulator, 0);
            assertThat(deaf.drain()).isLessThan(64L * 1024 * 1024);
            try (FeedClient client = new FeedClient(simulator.webSocketUri())) {
                client.subscribe("matches", "ETH-USD").await("match", 10);
            }
        }
    }

    private static void awaitConnections(Simulator simulator, int count) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (simulator.connections() != count && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertThat(simulator.connections()).isEqualTo(count);
    }

    @Test
    void closingTwiceIsClosingOnce() {
        Simulator simulator = Simulator.start(settings());
        simulator.close();
        simulator.close();
        assertThat(simulator.isRunning()).isFalse();
        simulator.awaitStop();
    }
}
