package io.candlelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.fault.FaultKind;
import io.candlelake.simulator.fault.FaultOrder;
import io.candlelake.simulator.fault.Feed;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.market.Trade;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each fault does on the wire, and that it is written down. */
class FaultTest {
    private static final ProductId BITCOIN = ProductId.of("BTC-USD");
    private static final ProductId ETHER = ProductId.of("ETH-USD");

    private final Path faults;
    private final Simulator simulator;

    FaultTest(@TempDir Path folder) {
        faults = folder.resolve("faults.ndjson");
        simulator = Simulator.start(SimulatorSettings.defaults()
                .withSeed(7)
                .withRate(150)
                .withProducts(List.of(BITCOIN, ETHER))
                .withLedger(folder.resolve("ledger.ndjson"))
                .withFaultLedger(faults));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    /** A client that gets bitcoin's trades by now. */
    private FeedClient client(Feed feed) throws InterruptedException {
        FeedClient client = new FeedClient(feed == Feed.EXCHANGE ? simulator.webSocketUri() : simulator.advancedUri());
        if (feed == Feed.EXCHANGE) {
            client.subscribe("matches", "BTC-USD").subscribe("heartbeat", "BTC-USD");
        } else {
            client.subscribeAdvanced("market_trades", "BTC-USD").subscribeAdvanced("heartbeats");
        }
        awaitTrades(client, 5);
        return client;
    }

    private static void awaitTrades(FeedClient client, int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (client.tradeIds().size() < count) {
            assertThat(System.nanoTime()).as("the deadline for trades").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private void awaitFaults(FaultKind kind, long count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (simulator.state().faults().getOrDefault(kind, 0L) < count) {
            assertThat(System.nanoTime()).as("the deadline for faults").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private List<JsonNode> lines(FaultKind kind) throws IOException {
        return Files.readAllLines(faults).stream()
                .map(FeedClient::json)
                .filter(line -> line.path("kind").asText().equals(kind.name()))
                .toList();
    }

    private static List<Long> ids(JsonNode line) {
        return StreamSupport.stream(line.path("trade_ids").spliterator(), false)
                .map(JsonNode::asLong)
                .toList();
    }

    private List<Long> ids(List<JsonNode> lines) {
        return lines.stream().flatMap(line -> ids(line).stream()).toList();
    }

    private List<Long> bitcoinsFrom(long first) {
        return simulator.ledger().stream()
                .filter(trade -> trade.productId().equals(BITCOIN))
                .map(trade -> trade.tradeId().value())
                .filter(id -> id >= first)
                .toList();
    }

    /** The whole market until now, on the wire as far as it will ever be. */
    private List<Long> closeAndReceive(FeedClient client) throws InterruptedException {
        simulator.stopFaults();
        simulator.closeMarket();
        int seen =
                client.frames("heartbeat").size() + client.frames("heartbeats").size();
        client.await(frame ->
                client.frames("heartbeat").size() + client.frames("heartbeats").size() > seen + 1);
        return client.tradeIds();
    }

    @Test
    void droppedTradesAreMissingOnTheWireAndStandInTheLedger() throws Exception {
        for (Feed feed : List.of(Feed.EXCHANGE, Feed.ADVANCED)) {
            try (FeedClient client = client(feed)) {
                simulator.order(FaultOrder.of(FaultKind.DROP).on(feed).times(2));
                awaitFaults(FaultKind.DROP, feed == Feed.EXCHANGE ? 2 : 4);
                awaitTrades(client, client.tradeIds().size() + 3);
                List<Long> dropped = ids(lines(FaultKind.DROP).stream()
                        .filter(line -> line.path("feed").asText().equals(feed.label()))
                        .toList());
                List<Long> received = client.tradeIds();
                assertThat(dropped).isNotEmpty().doesNotContainAnyElementsOf(received);
                assertThat(bitcoinsFrom(received.get(0))).containsAll(dropped);
                List<Long> both = new ArrayList<>(received);
                both.addAll(dropped);
                assertThat(both)
                        .containsAll(bitcoinsFrom(Collections.min(both)).stream()
                                .filter(id -> id <= Collections.max(received))
                                .toList());
            }
        }
    }

    @Test
    void duplicatedFramesComeTwiceInARow() throws Exception {
        try (FeedClient exchange = client(Feed.EXCHANGE);
                FeedClient advanced = client(Feed.ADVANCED)) {
            simulator.order(FaultOrder.of(FaultKind.DUPLICATE).on(Feed.EXCHANGE));
            simulator.order(FaultOrder.of(FaultKind.DUPLICATE).on(Feed.ADVANCED));
            awaitFaults(FaultKind.DUPLICATE, 2);
            for (FeedClient client : List.of(exchange, advanced)) {
                awaitTrades(client, client.tradeIds().size() + 3);
                List<String> frames = client.frames();
                List<Integer> twice = new ArrayList<>();
                for (int i = 1; i < frames.size(); i++) {
                    if (frames.get(i).equals(frames.get(i - 1))) {
                        twice.add(i);
                    }
                }
                assertThat(twice).hasSize(1);
            }
        }
    }

    @Test
    void reorderedFramesAreSwapped() throws Exception {
        try (FeedClient client = client(Feed.EXCHANGE)) {
            simulator.order(FaultOrder.of(FaultKind.REORDER).of(BITCOIN));
            awaitFaults(FaultKind.REORDER, 1);
            List<Long> received = closeAndReceive(client);
            long swapped = ids(lines(FaultKind.REORDER)).get(0);
            List<Long> expected = bitcoinsFrom(received.get(0));
            int place = expected.indexOf(swapped);
            if (place < expected.size() - 1) {
                expected = new ArrayList<>(expected);
                Collections.swap(expected, place, place + 1);
            }
            assertThat(received).isEqualTo(expected);
        }
    }

    @Test
    void delayedFramesComeLaterAndTheOthersPassOrWait() throws Exception {
        try (FeedClient client = client(Feed.EXCHANGE)) {
            boolean passed = false;
            boolean waited = false;
            for (int delays = 1; delays < 30 && !(passed && waited); delays++) {
                simulator.order(FaultOrder.of(FaultKind.DELAY).lasting(0.3));
                awaitFaults(FaultKind.DELAY, delays);
                long delayed = ids(lines(FaultKind.DELAY)).get(delays - 1);
                client.await(frame -> frame.path("trade_id").asLong() == delayed
                        && frame.path("type").asText().equals("match"));
                awaitTrades(client, client.tradeIds().size() + 10);
                List<Long> received = client.tradeIds();
                int place = received.indexOf(delayed);
                boolean late = received.subList(0, place).stream().anyMatch(id -> id > delayed);
                passed |= late;
                waited |= !late;
            }
            assertThat(passed).isTrue();
            assertThat(waited).isTrue();
            assertThat(closeAndReceive(client))
                    .containsExactlyInAnyOrderElementsOf(
                            bitcoinsFrom(client.tradeIds().get(0)));
        }
    }

    @Test
    void malformedFramesAreNotJsonAndHideTheirTrades() throws Exception {
        try (FeedClient client = client(Feed.EXCHANGE)) {
            simulator.order(FaultOrder.of(FaultKind.MALFORMED).times(12));
            awaitFaults(FaultKind.MALFORMED, 12);
            List<Long> received = closeAndReceive(client);
            assertThat(client.frames())
                    .filteredOn(frame -> FeedClient.readable(frame).isEmpty())
                    .hasSize(12)
                    .hasSizeGreaterThan(1);
            assertThat(received).doesNotContainAnyElementsOf(ids(lines(FaultKind.MALFORMED)));
        }
    }

    @Test
    void framesOfAWrongTypeAreJsonWithoutReadableTrades() throws Exception {
        try (FeedClient exchange = client(Feed.EXCHANGE);
                FeedClient advanced = client(Feed.ADVANCED)) {
            simulator.order(
                    FaultOrder.of(FaultKind.WRONG_TYPE).on(Feed.EXCHANGE).times(20));
            simulator.order(
                    FaultOrder.of(FaultKind.WRONG_TYPE).on(Feed.ADVANCED).times(5));
            awaitFaults(FaultKind.WRONG_TYPE, 25);
            closeAndReceive(exchange);
            closeAndReceive(advanced);
            assertThat(exchange.frames("match"))
                    .filteredOn(match -> !isTrade(match))
                    .hasSize(20);
            assertThat(advanced.frames("market_trades"))
                    .filteredOn(frame -> StreamSupport.stream(
                                    frame.at("/events/0/trades").spliterator(), false)
                            .noneMatch(FaultTest::isTrade))
                    .filteredOn(frame -> frame.at("/events/0/type").asText().equals("update"))
                    .hasSize(5);
        }
    }

    private static boolean isTrade(JsonNode node) {
        JsonNode id = node.path("trade_id");
        return (id.isIntegralNumber() || id.isTextual())
                && Stream.of("price", "size", "side", "time")
                        .allMatch(field -> node.path(field).isTextual());
    }

    @Test
    void aCutEndsTheConnectionsOfItsFeedWithoutAGoodbye() throws Exception {
        try (FeedClient exchange = client(Feed.EXCHANGE);
                FeedClient advanced = client(Feed.ADVANCED)) {
            simulator.order(FaultOrder.of(FaultKind.CUT).on(Feed.EXCHANGE));
            assertThat(exchange.ended()).isEqualTo(1006);
            awaitTrades(advanced, advanced.tradeIds().size() + 5);
            assertThat(lines(FaultKind.CUT)).hasSize(1);
            try (FeedClient again = client(Feed.EXCHANGE)) {
                awaitTrades(again, 5);
            }
        }
    }

    @Test
    void aCutOfSomeSecondsLetsNobodyInMeanwhile() throws Exception {
        try (FeedClient exchange = client(Feed.EXCHANGE)) {
            simulator.order(FaultOrder.of(FaultKind.CUT).on(Feed.EXCHANGE).lasting(300));
            assertThat(exchange.ended()).isEqualTo(1006);
            assertThatThrownBy(() -> new FeedClient(simulator.webSocketUri()))
                    .hasStackTraceContaining("WebSocketHandshakeException");
            client(Feed.ADVANCED).close();
            simulator.stopFaults();
            client(Feed.EXCHANGE).close();
        }
    }

    @Test
    void aCutWithinAFrameLeavesAPartOfIt() throws Exception {
        try (RawClient client = new RawClient(simulator.webSocketUri())) {
            client.send("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"matches\"]}");
            assertThat(client.frame()).contains("subscriptions");
            simulator.order(FaultOrder.of(FaultKind.CUT_MID_FRAME));
            awaitFaults(FaultKind.CUT_MID_FRAME, 1);
            long first = 0;
            long last = 0;
            try {
                while (true) {
                    JsonNode match = FeedClient.json(client.frame());
                    last = match.path("trade_id").asLong();
                    first = first == 0 ? last : first;
                }
            } catch (RawClient.EndOfConnection end) {
                // The frame after the last whole one was the cut one.
                long cut = ids(lines(FaultKind.CUT_MID_FRAME)).get(0);
                assertThat(first == 0 || cut == last + 1).isTrue();
            }
        }
    }

    @Test
    void aHalfOpenConnectionIsSilentAndHasNoEnd() throws Exception {
        try (RawClient client = new RawClient(simulator.webSocketUri())) {
            client.send(
                    "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"matches\",\"heartbeat\"]}");
            client.frame();
            simulator.order(FaultOrder.of(FaultKind.HALF_OPEN));
            client.bytesUntilSilence(2_500);
            client.send("{\"type\":\"unsubscribe\",\"channels\":[\"matches\"]}");
            assertThat(client.bytesUntilSilence(1_000)).isZero();
            assertThat(simulator.ledger()).isNotEmpty();
            simulator.stopFaults();
            assertThat(client.drain()).isZero();
        }
    }

    @Test
    void anErrorComesInMidSessionAndTheSessionGoesOn() throws Exception {
        try (FeedClient exchange = client(Feed.EXCHANGE);
                FeedClient advanced = client(Feed.ADVANCED)) {
            simulator.order(FaultOrder.of(FaultKind.ERROR_MESSAGE));
            for (FeedClient client : List.of(exchange, advanced)) {
                assertThat(client.awaitType("error").path("message").asText()).isNotEmpty();
                awaitTrades(client, client.tradeIds().size() + 5);
            }
        }
    }

    @Test
    void aMissingAcknowledgementDoesNotKeepTheTradesAway() throws Exception {
        simulator.order(FaultOrder.of(FaultKind.NO_ACK).on(Feed.EXCHANGE));
        try (FeedClient client = new FeedClient(simulator.webSocketUri())) {
            client.subscribe("matches", "BTC-USD").await("match", 5);
            assertThat(client.frames("subscriptions")).isEmpty();
            client.subscribe("heartbeat", "BTC-USD").await("subscriptions", 1);
        }
    }

    @Test
    void heartbeatsStayAwayAndComeBack() throws Exception {
        try (FeedClient exchange = client(Feed.EXCHANGE);
                FeedClient advanced = client(Feed.ADVANCED)) {
            int ofAdvanced = advanced.await("heartbeats", 1).size();
            int ofExchange = exchange.await("heartbeat", 1).size();
            simulator.order(FaultOrder.of(FaultKind.NO_HEARTBEAT).lasting(5));
            // One may be on its way, the next come after.
            List<Long> counters = advanced.await("heartbeats", ofAdvanced + 3).stream()
                    .map(frame -> frame.at("/events/0/heartbeat_counter").asLong())
                    .toList();
            List<Long> seconds = exchange.await("heartbeat", ofExchange + 3).stream()
                    .map(frame -> Instant.parse(frame.path("time").asText()).getEpochSecond())
                    .toList();
            assertThat(longestStep(counters)).isGreaterThan(2);
            assertThat(longestStep(seconds)).isGreaterThan(2);
        }
    }

    private static long longestStep(List<Long> numbers) {
        return IntStream.range(1, numbers.size())
                .mapToLong(i -> numbers.get(i) - numbers.get(i - 1))
                .max()
                .orElse(0);
    }

    @Test
    void aHaltedProductDoesNotTradeAndStatusSaysSo() throws Exception {
        try (FeedClient client = client(Feed.EXCHANGE)) {
            client.subscribe("matches", "ETH-USD").send("{\"type\":\"subscribe\",\"channels\":[\"status\"]}");
            client.await("subscriptions", 4);
            simulator.order(FaultOrder.of(FaultKind.HALT).of(BITCOIN).lasting(300));
            int before = bitcoinsFrom(0).size();
            JsonNode status = client.await(frame -> frame.path("type").asText().equals("status")
                    && frame.toString().contains("halted"));
            assertThat(status.at("/products/0/status").asText()).isEqualTo("offline");
            assertThat(status.at("/products/1/status").asText()).isEqualTo("online");
            int heartbeats = client.frames("heartbeat").size();
            client.await("heartbeat", heartbeats + 2);
            assertThat(bitcoinsFrom(0)).hasSize(before);
            assertThat(simulator.ledger()).extracting(Trade::productId).contains(ETHER);
            simulator.stopFaults();
            awaitTrades(client, client.tradeIds().size() + 200);
            assertThat(bitcoinsFrom(0)).hasSizeGreaterThan(before);
        }
    }

    @Test
    void askewClockShowsInLedgerAndFramesAlike() throws Exception {
        try (FeedClient client = client(Feed.EXCHANGE)) {
            simulator.order(FaultOrder.of(FaultKind.CLOCK_SKEW).lasting(300));
            long after = client.tradeIds().get(client.tradeIds().size() - 1);
            JsonNode match = client.await(frame -> frame.path("trade_id").asLong() > after + 20
                    && frame.path("type").asText().equals("match"));
            Timestamp time = Timestamp.of(match.path("time").asText());
            List<Long> times = simulator.ledger().stream()
                    .filter(one -> one.productId().equals(BITCOIN))
                    .map(one -> one.time().epochMicros())
                    .toList();
            // Of a hundred trades a second none is a second apart from the next.
            long leap = IntStream.range(1, times.size())
                    .mapToLong(i -> Math.abs(times.get(i) - times.get(i - 1)))
                    .max()
                    .orElse(0);
            assertThat(leap).isBetween(900_000L, 31_000_000L);
            Trade trade = simulator.ledger().stream()
                    .filter(one ->
                            one.tradeId().value() == match.path("trade_id").asLong())
                    .findFirst()
                    .orElseThrow();
            assertThat(trade.time()).isEqualTo(time);
            simulator.stopFaults();
            assertThat(lines(FaultKind.CLOCK_SKEW)).hasSize(1);
        }
    }

    @Test
    void aSkippedIdStandsNowhere() throws Exception {
        try (FeedClient client = client(Feed.EXCHANGE)) {
            simulator.order(FaultOrder.of(FaultKind.SKIP_ID).of(BITCOIN).times(3));
            awaitFaults(FaultKind.SKIP_ID, 3);
            awaitTrades(client, client.tradeIds().size() + 5);
            List<Long> received = closeAndReceive(client);
            List<Long> skipped = ids(lines(FaultKind.SKIP_ID));
            assertThat(skipped).hasSize(3);
            assertThat(received).doesNotContainAnyElementsOf(skipped).isEqualTo(bitcoinsFrom(received.get(0)));
            assertThat(bitcoinsFrom(0)).doesNotContainAnyElementsOf(skipped);
            assertThat(Ledger.read(faults.resolveSibling("ledger.ndjson")).stream()
                            .map(trade -> trade.tradeId().value()))
                    .doesNotContainAnyElementsOf(skipped)
                    .containsAll(received);
            // A restart takes the ledger with its holes.
            assertThat(received.get(received.size() - 1) - received.get(0)).isEqualTo(received.size() + 2L);
        }
    }

    @Test
    void everyFaultIsALineWithWhatApplies() throws Exception {
        try (FeedClient client = client(Feed.EXCHANGE)) {
            simulator.order(FaultOrder.of(FaultKind.DROP));
            simulator.order(
                    FaultOrder.of(FaultKind.NO_HEARTBEAT).on(Feed.ADVANCED).lasting(2.5));
            awaitFaults(FaultKind.DROP, 1);
            awaitTrades(client, 10);
            String time = "\\{\"time\":\"[0-9T:.-]{26}Z\"";
            assertThat(Files.readString(faults))
                    .matches(
                            time + ",\"kind\":\"NO_HEARTBEAT\",\"feed\":\"advanced\",\"seconds\":2.5}\n" + time
                                    + ",\"kind\":\"DROP\",\"feed\":\"exchange\",\"product_id\":\"BTC-USD\",\"trade_ids\":\\[\\d+]}\n");
        }
    }

    @Test
    void everyUriIsOfOnePort() {
        assertThat(List.of(simulator.webSocketUri(), simulator.advancedUri(), simulator.restUri()).stream()
                        .map(URI::getPort)
                        .collect(Collectors.toSet()))
                .hasSize(1);
    }
}
