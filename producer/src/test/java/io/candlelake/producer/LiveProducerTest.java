package io.candlelake.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.FrameParser;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Verdict;
import io.candlelake.producer.RawTopic.Raw;
import io.candlelake.simulator.Simulator;
import io.candlelake.simulator.SimulatorSettings;
import io.candlelake.simulator.market.Trade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LiveProducerTest {
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final RawTopic topic = new RawTopic();

    @Test
    void everyTradeOfTheMarketArrivesWhileConnected() throws Exception {
        List<ProductId> products = List.of(ProductId.of("BTC-USD"), ProductId.of("ETH-USD"), ProductId.of("SOL-USD"));
        SimulatorSettings market = SimulatorSettings.defaults()
                .withProducts(products)
                .withRate(1_500)
                .withSeed(7);
        try (Simulator coinbase = Simulator.start(market)) {
            int healthPort = freePort();
            Run run = new Run(settings(coinbase.webSocketUri(), products, healthPort));
            await(run.producer::isReady);
            assertThat(status(healthPort, "ready")).isEqualTo(200);
            await(() -> coinbase.ledger().size() >= 3_000);
            coinbase.closeMarket();
            List<Trade> ledger = coinbase.ledger();
            // The last frames are on their way; a stop takes with it what has arrived, not what has not.
            await(() -> tradesIn(topic.records()).size() >= ledger.size());

            assertThat(run.stop()).isEqualTo(LiveProducer.STOPPED);
            assertThat(run.stopping).isLessThan(Duration.ofSeconds(3));
            assertThat(errors.toString(UTF_8)).isEmpty();
            List<Raw> records = topic.records();
            assertThat(tradesIn(records))
                    .containsExactlyInAnyOrderElementsOf(ledger.stream()
                            .map(trade -> trade.productId() + " "
                                    + trade.tradeId().value() + " " + trade.priceText() + " " + trade.sizeText())
                            .toList());
            assertThat(records)
                    .allSatisfy(raw -> assertThat(raw.headers().feed()).isEqualTo(Feed.SIMULATOR));
            assertThat(records.stream().map(raw -> raw.headers().connectionId()).distinct())
                    .hasSize(1);
            assertThat(records.stream().map(Raw::line)).contains("BTC-USD heartbeat", "(none) subscriptions");
        }
    }

    @Test
    void unknownProductEndsWithCodeOneAndOneLineThatNamesIt() throws Exception {
        try (Simulator coinbase = Simulator.start(SimulatorSettings.defaults())) {
            Run run = new Run(
                    settings(coinbase.webSocketUri(), List.of(ProductId.of("BTC-USD"), ProductId.of("NOPE-USD")), 0));

            assertThat(run.code.get(20, TimeUnit.SECONDS)).isEqualTo(LiveProducer.BROKEN);
            assertThat(errors.toString(UTF_8))
                    .startsWith("producer: Coinbase refuses the subscription")
                    .contains("NOPE-USD is not a valid product")
                    .hasLineCount(1);
            assertThat(topic.records().stream().map(Raw::line)).contains("(none) error");
        }
    }

    @Test
    void absentCoinbaseIsTriedAgainUntilStopped() throws Exception {
        Run run = new Run(settings(URI.create("ws://127.0.0.1:1/"), List.of(ProductId.of("BTC-USD")), 0));

        assertThat(run.code.completeOnTimeout(-1, 1, TimeUnit.SECONDS).get())
                .as("still running")
                .isEqualTo(-1);
        assertThat(run.producer.isReady()).isFalse();
        run.stop();
        assertThat(errors.toString(UTF_8)).isEmpty();
    }

    @Test
    void takenHealthPortEndsWithCodeOneAndOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = new Run(
                    settings(URI.create("ws://127.0.0.1:1/"), List.of(ProductId.of("BTC-USD")), taken.getLocalPort()));

            assertThat(run.code.get(20, TimeUnit.SECONDS)).isEqualTo(LiveProducer.BROKEN);
            assertThat(errors.toString(UTF_8))
                    .startsWith("producer: HEALTH_PORT " + taken.getLocalPort() + " cannot be used")
                    .hasLineCount(1);
        }
    }

    /** Of Coinbase Exchange's feed alone. */
    private ProducerSettings settings(URI uri, List<ProductId> products, int healthPort) {
        return ProducerSettings.parse(Map.of(
                "PRODUCTS", products.stream().map(ProductId::value).collect(Collectors.joining(",")),
                "KAFKA_BOOTSTRAP_SERVERS", topic.bootstrapServers(),
                "FEEDS", "exchange",
                "SIMULATED", "true",
                "COINBASE_EXCHANGE_WS_URL", uri.toString(),
                "HEALTH_PORT", Integer.toString(healthPort)));
    }

    /** {@code BTC-USD 1052119289 63514.6 0.2} of each match; last_match is a trade from before. */
    private static List<String> tradesIn(List<Raw> records) {
        FrameParser parser = new FrameParser();
        List<String> trades = new ArrayList<>();
        for (Raw raw : records) {
            if (parser.parse(raw.payload()) instanceof Frame.Trades frame
                    && frame.kind().equals("match")
                    && frame.trades().get(0).verdict()
                            instanceof Verdict.Accepted<io.candlelake.contract.frame.Trade> valid) {
                var trade = valid.value();
                trades.add(trade.productId() + " " + trade.tradeId() + " "
                        + trade.price().stripTrailingZeros().toPlainString() + " "
                        + trade.size().stripTrailingZeros().toPlainString());
            }
        }
        return trades;
    }

    private static int status(int port, String question) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health/" + question)
                        .toURL()
                        .openConnection();
        return connection.getResponseCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** The process without its exit: what {@code main} does, on a thread of the test's. */
    private final class Run {
        private final LiveProducer producer;
        private final CompletableFuture<Integer> code = new CompletableFuture<>();
        private final Thread thread;
        private Duration stopping = Duration.ZERO;

        Run(ProducerSettings settings) {
            producer = new LiveProducer(settings, new PrintStream(errors, true, UTF_8));
            thread = new Thread(() -> code.complete(producer.run()));
            thread.start();
        }

        int stop() throws Exception {
            long start = System.nanoTime();
            thread.interrupt();
            int exit = code.get(20, TimeUnit.SECONDS);
            stopping = Duration.ofNanos(System.nanoTime() - start);
            return exit;
        }
    }
}
