package io.candlelake.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.RawTopic.Raw;
import io.candlelake.producer.record.RecordedLine;
import io.candlelake.producer.source.ReceivedFrame;
import io.candlelake.simulator.Simulator;
import io.candlelake.simulator.SimulatorSettings;
import io.candlelake.simulator.fault.FaultKind;
import io.candlelake.simulator.fault.FaultOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole producer but for its process, against a simulated Coinbase and a real broker. */
class LiveProducerTest {
    private static final List<ProductId> PRODUCTS =
            List.of(ProductId.of("BTC-USD"), ProductId.of("ETH-USD"), ProductId.of("SOL-USD"));

    private static final SimulatorSettings MARKET =
            SimulatorSettings.defaults().withProducts(PRODUCTS).withRate(500).withSeed(7);

    /** The same text every few seconds. */
    private static final String REPEATED = "(none) status";

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final RawTopic topic = RawTopic.withoutProgress();

    @ParameterizedTest
    @ValueSource(strings = {"exchange", "advanced", "exchange,advanced"})
    void everyTradeOfTheMarketArrivesByOneFeedOrBoth(String feeds) throws Exception {
        try (Simulator coinbase = Simulator.start(MARKET)) {
            Run run = new Run(settings(coinbase, Map.of("FEEDS", feeds)));
            await(run.producer::isReady);
            await(() -> coinbase.ledger().size() >= 2_000);
            coinbase.closeMarket();
            Set<String> ledger = MarketTrades.of(coinbase.ledger());
            await(() -> MarketTrades.in(topic.records()).size() >= ledger.size());

            assertThat(run.stop()).isEqualTo(LiveProducer.STOPPED);
            assertThat(errors.toString(UTF_8)).isEmpty();
            List<Raw> records = topic.records();
            assertThat(MarketTrades.in(records)).isEqualTo(ledger);
            assertThat(channels(records, Feed.SIMULATOR).contains("match")).isEqualTo(feeds.contains("exchange"));
            assertThat(channels(records, Feed.SIMULATOR).contains("market_trades"))
                    .isEqualTo(feeds.contains("advanced"));
        }
    }

    private static Set<String> channels(List<Raw> records, Feed feed) {
        return records.stream()
                .map(Raw::headers)
                .filter(headers -> headers.feed() == feed)
                .flatMap(headers -> headers.channel().stream())
                .collect(Collectors.toSet());
    }

    @Test
    void tradesOfALostConnectionComeFromRestAndTheMetricsSaySo() throws Exception {
        try (Simulator coinbase = Simulator.start(MARKET)) {
            int healthPort = freePort();
            Run run = new Run(settings(
                    coinbase,
                    Map.of(
                            "FEEDS",
                            "exchange",
                            "HEALTH_PORT",
                            Integer.toString(healthPort),
                            "SPOT_PAIRS",
                            "BTC-USD",
                            "SPOT_INTERVAL_SECONDS",
                            "1")));
            await(run.producer::isReady);
            assertThat(get(healthPort, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(healthPort, "/health/live").statusCode()).isEqualTo(200);
            await(() -> coinbase.ledger().size() >= 500);
            coinbase.order(FaultOrder.of(FaultKind.CUT).lasting(3));
            await(() -> !run.producer.isReady());
            int before = coinbase.ledger().size();
            await(() -> run.producer.isReady() && coinbase.ledger().size() > before + 500);
            coinbase.closeMarket();
            Set<String> ledger = MarketTrades.of(coinbase.ledger());
            await(() -> MarketTrades.in(topic.records()).size() >= ledger.size());

            Map<String, Double> metrics = metrics(get(healthPort, "/metrics").body());
            await(() -> channels(topic.records(), Feed.REST).contains("spot_price"));
            assertThat(run.stop()).isEqualTo(LiveProducer.STOPPED);
            List<Raw> records = topic.records();
            assertThat(MarketTrades.in(records)).isEqualTo(ledger);
            assertThat(channels(records, Feed.REST)).contains("gap_report", "rest_trades");
            for (ProductId product : PRODUCTS) {
                String label = "{product=\"" + product + "\"}";
                assertThat(metrics.get("candlelake_producer_gaps_opened_total" + label))
                        .isPositive();
                assertThat(metrics)
                        .containsEntry("candlelake_producer_gaps_open" + label, 0.0)
                        .containsEntry("candlelake_producer_gaps_unrepairable_total" + label, 0.0)
                        .containsEntry(
                                "candlelake_producer_gaps_repaired_total" + label,
                                metrics.get("candlelake_producer_gaps_opened_total" + label));
            }
            assertThat(metrics.get("candlelake_producer_rest_requests_total")).isPositive();
            assertThat(metrics.get("candlelake_producer_lag_seconds_count")).isGreaterThan(500);
            assertThat(metrics.get("candlelake_producer_frames_total{feed=\"exchange\"}"))
                    .isGreaterThan(500);
            assertThat(metrics.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith("candlelake_producer_reconnects_total"))
                            .mapToDouble(Map.Entry::getValue)
                            .sum())
                    .isPositive();
            assertThat(metrics).containsEntry("candlelake_producer_feed_subscribed{feed=\"exchange\"}", 1.0);
        }
    }

    @Test
    void stoppedProducerGoesOnWhereItWas() throws Exception {
        try (Simulator coinbase = Simulator.start(MARKET)) {
            Run first = new Run(settings(coinbase, Map.of()));
            await(first.producer::isReady);
            await(() -> coinbase.ledger().size() >= 500);
            assertThat(first.stop()).isEqualTo(LiveProducer.STOPPED);
            assertThat(first.stopping).isLessThan(Duration.ofSeconds(3));
            int down = coinbase.ledger().size();
            await(() -> coinbase.ledger().size() > down + 500);

            Run second = new Run(settings(coinbase, Map.of()));
            await(second.producer::isReady);
            coinbase.closeMarket();
            Set<String> ledger = MarketTrades.of(coinbase.ledger());
            await(() -> MarketTrades.in(topic.records()).size() >= ledger.size());
            assertThat(second.stop()).isEqualTo(LiveProducer.STOPPED);
            assertThat(MarketTrades.in(topic.records())).isEqualTo(ledger);
        }
    }

    @Test
    void recordedSessionHoldsEveryFrameAndPageOnceInOrder(@TempDir Path folder) throws Exception {
        try (Simulator coinbase = Simulator.start(MARKET)) {
            Path file = folder.resolve("session.ndjson");
            Run run = new Run(settings(coinbase, Map.of("RECORD_FILE", file.toString())));
            await(run.producer::isReady);
            coinbase.order(FaultOrder.of(FaultKind.CUT).lasting(1));
            await(() -> channels(topic.records(), Feed.REST).contains("rest_trades"));
            await(() -> coinbase.ledger().size() >= 1_000);
            coinbase.closeMarket();
            assertThat(run.stop()).isEqualTo(LiveProducer.STOPPED);

            Payloads recorded = new Payloads();
            for (String line : Files.readAllLines(file, UTF_8)) {
                RecordedLine.of(received(line)).visit(recorded);
            }
            List<Raw> written = topic.records();
            assertThat(recorded.texts)
                    .as("what one connection gave, once, however many products it is of")
                    .containsExactlyInAnyOrderElementsOf(written.stream()
                            .filter(raw -> !raw.line().equals(REPEATED))
                            .map(raw -> connection(raw) + " " + raw.text())
                            .distinct()
                            .toList());
            Set<String> ofOthers = written.stream()
                    .filter(raw -> !raw.key().equals("BTC-USD"))
                    .map(Raw::text)
                    .collect(Collectors.toSet());
            List<String> ofOneProduct = topic.records("BTC-USD").stream()
                    .filter(raw -> !ofOthers.contains(raw.text()))
                    .map(raw -> connection(raw) + " " + raw.text())
                    .toList();
            assertThat(recorded.texts.stream().filter(new HashSet<>(ofOneProduct)::contains))
                    .as("as they stand in its partition")
                    .containsExactlyElementsOf(ofOneProduct);
        }
    }

    /** Pages and notes are of no connection. */
    private static String connection(Raw raw) {
        return raw.headers().feed() == Feed.REST ? "" : raw.headers().connectionId();
    }

    private static ReceivedFrame received(String line) {
        return new ReceivedFrame(line.getBytes(UTF_8), OptionalLong.empty(), Timestamp.ofEpochMilli(0));
    }

    private static final class Payloads implements RecordedLine.Cases {
        private final List<String> texts = new ArrayList<>();
        private String connectionId = "";

        @Override
        public void connection(RecordedLine.Connection line) {
            connectionId = line.connectionId();
        }

        @Override
        public void frame(RecordedLine.Frame line) {
            String text = new String(line.frame().payload(), UTF_8);
            if (!text.startsWith("{\"type\":\"status\"")) {
                texts.add(connectionId + " " + text);
            }
        }

        @Override
        public void rest(RecordedLine.Rest line) {
            texts.add(" " + new String(line.frame().payload(), UTF_8));
        }
    }

    @Test
    void unknownProductEndsAllWithCodeOneAndOneLineThatNamesIt() throws Exception {
        try (Simulator coinbase = Simulator.start(MARKET)) {
            Run run = new Run(settings(coinbase, Map.of("PRODUCTS", "BTC-USD,NOPE-USD", "FEEDS", "exchange")));

            assertThat(run.code.get(60, TimeUnit.SECONDS)).isEqualTo(LiveProducer.BROKEN);
            assertThat(errors.toString(UTF_8))
                    .startsWith("producer: Coinbase refuses the subscription")
                    .contains("NOPE-USD is not a valid product")
                    .hasLineCount(1);
            assertThat(topic.records().stream().map(Raw::line)).contains("(none) error");
        }
    }

    @Test
    void absentKafkaEndsWithCodeOneAndOneLine() throws Exception {
        Run run = new Run(settings(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1", "KAFKA_PATIENCE_SECONDS", "2")));

        assertThat(run.code.get(60, TimeUnit.SECONDS)).isEqualTo(LiveProducer.BROKEN);
        assertThat(errors.toString(UTF_8))
                .startsWith("producer: ")
                .contains("127.0.0.1:1")
                .hasLineCount(1);
    }

    @Test
    void absentCoinbaseIsTriedAgainUntilStopped() throws Exception {
        Run run = new Run(settings(Map.of()));

        assertThat(run.code.completeOnTimeout(-1, 1, TimeUnit.SECONDS).get())
                .as("still running")
                .isEqualTo(-1);
        assertThat(run.producer.isReady()).isFalse();
        run.thread.interrupt();
        run.thread.join();
        assertThat(errors.toString(UTF_8)).isEmpty();
    }

    @Test
    void takenHealthPortEndsWithCodeOneAndOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = new Run(settings(Map.of("HEALTH_PORT", Integer.toString(taken.getLocalPort()))));

            assertThat(run.code.get(60, TimeUnit.SECONDS)).isEqualTo(LiveProducer.BROKEN);
            assertThat(errors.toString(UTF_8))
                    .startsWith("producer: HEALTH_PORT " + taken.getLocalPort() + " cannot be used")
                    .hasLineCount(1);
        }
    }

    private Map<String, String> settings(Simulator coinbase, Map<String, String> others) {
        Map<String, String> settings = settings(Map.of(
                "COINBASE_EXCHANGE_WS_URL", coinbase.webSocketUri().toString(),
                "COINBASE_ADVANCED_WS_URL", coinbase.advancedUri().toString(),
                "COINBASE_EXCHANGE_REST_URL", coinbase.restUri().toString(),
                "COINBASE_API_URL", coinbase.restUri().toString()));
        settings.putAll(others);
        return settings;
    }

    /** Of a Coinbase that is not there. */
    private Map<String, String> settings(Map<String, String> others) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "PRODUCTS", PRODUCTS.stream().map(ProductId::value).collect(Collectors.joining(",")),
                "KAFKA_BOOTSTRAP_SERVERS", topic.bootstrapServers(),
                "SIMULATED", "true",
                "COINBASE_EXCHANGE_WS_URL", "ws://127.0.0.1:1/",
                "COINBASE_ADVANCED_WS_URL", "ws://127.0.0.1:1/",
                "COINBASE_EXCHANGE_REST_URL", "http://127.0.0.1:1",
                "COINBASE_API_URL", "http://127.0.0.1:1"));
        settings.putAll(others);
        return settings;
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, Double> metrics(String page) {
        return page.lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
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

        Run(Map<String, String> environment) {
            producer = new LiveProducer(ProducerSettings.parse(environment), new PrintStream(errors, true, UTF_8));
            thread = new Thread(() -> code.complete(producer.run()));
            thread.start();
        }

        int stop() throws Exception {
            long start = System.nanoTime();
            thread.interrupt();
            int exit = code.get(60, TimeUnit.SECONDS);
            stopping = Duration.ofNanos(System.nanoTime() - start);
            return exit;
        }
    }
}
