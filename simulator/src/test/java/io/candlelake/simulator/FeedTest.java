package io.candlelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.market.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final ProductId BITCOIN = ProductId.of("BTC-USD");

    private final Simulator simulator =
            Simulator.start(SimulatorSettings.defaults().withSeed(7).withRate(300));

    @AfterEach
    void stop() {
        simulator.close();
    }

    private FeedClient client() {
        return new FeedClient(simulator.webSocketUri());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static long number(JsonNode node, String field) {
        return node.path(field).asLong();
    }

    @Test
    void acknowledgementThenLastMatchThenMatchesFollowSubscribing() throws InterruptedException {
        try (FeedClient first = client()) {
            first.subscribe("matches", "BTC-USD").await("match", 20);
            // A market that has not traded has no last match.
            assertThat(first.frames("last_match")).isEmpty();
        }
        try (FeedClient second = client()) {
            second.subscribe("matches", "BTC-USD").await("match", 20);
            List<JsonNode> frames =
                    second.frames().stream().map(FeedClient::json).toList();
            assertThat(frames.get(0).toString())
                    .isEqualTo("{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\","
                            + "\"product_ids\":[\"BTC-USD\"],\"account_ids\":null}]}");
            assertThat(text(frames.get(1), "type")).isEqualTo("last_match");
            for (int i = 2; i < frames.size(); i++) {
                assertThat(text(frames.get(i), "type")).isEqualTo("match");
                assertThat(number(frames.get(i), "trade_id")).isEqualTo(number(frames.get(i - 1), "trade_id") + 1);
            }
        }
    }

    @Test
    void matchHasTheFieldsOfARecordedOneInTheirOrder() throws InterruptedException {
        try (FeedClient client = client()) {
            JsonNode match = client.subscribe("matches", "BTC-USD").awaitType("match");
            List<String> names = new ArrayList<>();
            for (Iterator<String> fields = match.fieldNames(); fields.hasNext(); ) {
                names.add(fields.next());
            }
            assertThat(names)
                    .containsExactly(
                            "type",
                            "trade_id",
                            "maker_order_id",
                            "taker_order_id",
                            "side",
                            "size",
                            "price",
                            "product_id",
                            "sequence",
                            "time");
            // Compact, numbers bare, decimals as text: what is read and written again is the same text.
            assertThat(client.frames()).contains(match.toString());
            assertThat(match.path("trade_id").isIntegralNumber()).isTrue();
            assertThat(match.path("price").isTextual()).isTrue();
            assertThat(text(match, "time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        }
    }

    @Test
    void clientAndLedgerAgreeInEveryField() throws InterruptedException {
        try (FeedClient client = client()) {
            client.subscribe("matches", "BTC-USD", "SHIB-EUR", "DOGE-USD")
                    .subscribe("heartbeat", "BTC-USD")
                    .await("match", 500);
            simulator.closeMarket();
            List<Trade> ledger = simulator.ledger();
            List<JsonNode> matches = client.await("match", ledger.size());
            assertThat(matches.stream()
                            .sorted(Comparator.comparing((JsonNode match) -> text(match, "product_id"))
                                    .thenComparing(match -> number(match, "trade_id")))
                            .map(FeedTest::ledgerForm))
                    .containsExactlyElementsOf(ledger.stream()
                            .sorted(Comparator.comparing(Trade::productId).thenComparing(Trade::tradeId))
                            .map(FeedTest::ledgerForm)
                            .toList());
        }
    }

    private static String ledgerForm(JsonNode match) {
        String takerSide =
                switch (text(match, "side")) {
                    case "buy" -> "sell";
                    case "sell" -> "buy";
                    default -> throw new AssertionError("no side: " + match);
                };
        return String.join(
                " ",
                text(match, "product_id"),
                text(match, "trade_id"),
                text(match, "price"),
                text(match, "size"),
                takerSide,
                text(match, "time"),
                text(match, "sequence"));
    }

    private static String ledgerForm(Trade trade) {
        return String.join(
                " ",
                trade.productId().value(),
                trade.tradeId().toString(),
                trade.priceText(),
                trade.sizeText(),
                trade.takerSide().label(),
                trade.time().toString(),
                Long.toString(trade.sequence()));
    }

    @Test
    void heartbeatComesOnEachFullSecondAndCountsTheTradesBeforeIt() throws InterruptedException {
        try (FeedClient client = client()) {
            client.send("{\"type\":\"subscribe\",\"channels\":[{\"name\":\"matches\",\"product_ids\":[\"BTC-USD\"]},"
                    + "{\"name\":\"heartbeat\",\"product_ids\":[\"BTC-USD\"]}]}");
            List<JsonNode> heartbeats = client.await("heartbeat", 3);
            assertThat(heartbeats.stream().map(beat -> Timestamp.of(text(beat, "time"))))
                    .isEqualTo(List.of(0, 1, 2).stream()
                            .map(second -> Timestamp.of(text(heartbeats.get(0), "time"))
                                    .plusMicros(second * 1_000_000L))
                            .toList());
            assertThat(text(heartbeats.get(0), "time")).endsWith(".000000Z");
            long lastTradeId = 0;
            long sequence = 0;
            for (String frame : client.frames()) {
                JsonNode node = FeedClient.json(frame);
                if (text(node, "type").equals("match")) {
                    lastTradeId = number(node, "trade_id");
                    assertThat(number(node, "sequence")).isGreaterThan(sequence);
                    sequence = number(node, "sequence");
                } else if (text(node, "type").equals("heartbeat")) {
                    assertThat(number(node, "last_trade_id")).isEqualTo(lastTradeId);
                    assertThat(number(node, "sequence")).isGreaterThanOrEqualTo(sequence);
                    sequence = number(node, "sequence");
                }
            }
        }
    }

    @Test
    void heartbeatOfAMarketThatHasNotTradedIsZero() throws InterruptedException {
        try (FeedClient client = client()) {
            JsonNode heartbeat = client.subscribe("heartbeat", "BTC-USD").awaitType("heartbeat");
            assertThat(heartbeat.toString())
                    .isEqualTo("{\"type\":\"heartbeat\",\"last_trade_id\":0,\"product_id\":\"BTC-USD\",\"sequence\":0,"
                            + "\"time\":\"" + text(heartbeat, "time") + "\"}");
        }
    }

    @Test
    void heartbeatsGoOnAfterTheMarketHasClosed() throws InterruptedException {
        try (FeedClient client = client()) {
            client.subscribe("matches", "BTC-USD")
                    .subscribe("heartbeat", "BTC-USD")
                    .await("match", 5);
            simulator.closeMarket();
            long last = simulator
                    .ledger()
                    .get(simulator.ledger().size() - 1)
                    .tradeId()
                    .value();
            int seen = client.frames("heartbeat").size();
            List<JsonNode> heartbeats = client.await("heartbeat", seen + 2);
            assertThat(number(heartbeats.get(seen + 1), "last_trade_id")).isEqualTo(last);
        }
    }

    @Test
    void statusListsEveryProductEachFiveSeconds() throws InterruptedException {
        try (FeedClient client = client()) {
            JsonNode status = client.send("{\"type\":\"subscribe\",\"channels\":[\"status\"]}")
                    .awaitType("status");
            assertThat(StreamSupport.stream(status.path("products").spliterator(), false)
                            .map(product -> text(product, "id") + " " + text(product, "status")))
                    .containsExactly(
                            "BTC-USD online",
                            "ETH-USD online",
                            "SOL-USD online",
                            "XRP-USD online",
                            "DOGE-USD online",
                            "SHIB-EUR online");
            assertThat(status.path("currencies").get(0).path("id").asText()).isEqualTo("BTC");
        }
    }

    @Test
    void onlyMarketsWhoseMatchesWereAskedForOpen() throws InterruptedException {
        try (FeedClient client = client()) {
            client.subscribe("heartbeat", "ETH-USD")
                    .subscribe("matches", "BTC-USD")
                    .await("match", 5);
            assertThat(simulator.ledger()).extracting(Trade::productId).containsOnly(BITCOIN);
        }
    }

    @Test
    void wrongRequestsAreAnsweredWithCoinbasesErrorFrames() throws InterruptedException {
        Map<String, String> reasons = Map.of(
                "{\"type\":\"subscribe\",\"product_ids\":[\"FOO-BAR\"],\"channels\":[\"matches\"]}",
                        "FOO-BAR is not a valid product",
                "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"trades\"]}",
                        "trades is not a valid channel",
                "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"]}", "No channels provided",
                "{\"type\":\"subscribe\",\"channels\":[\"matches\"]}",
                        "You need to specify at least one product ID for channel matches",
                "{\"type\":\"hello\"}", "Type has to be either subscribe or unsubscribe",
                "{\"type\":", "Malformed JSON",
                "7", "Type has to be either subscribe or unsubscribe",
                "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"a\\\"b\"]}",
                        "a\"b is not a valid channel");
        try (FeedClient client = client()) {
            reasons.keySet().forEach(client::send);
            assertThat(client.await("error", reasons.size()).stream().map(error -> text(error, "reason")))
                    .containsExactlyInAnyOrderElementsOf(reasons.values());
            assertThat(client.frames("error").get(0).toString())
                    .startsWith("{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":");
            assertThat(client.frames("subscriptions")).isEmpty();
        }
    }

    @Test
    void whatIsRightOfAWrongRequestIsDone() throws InterruptedException {
        try (FeedClient client = client()) {
            client.subscribe("matches", "FOO-BAR", "BTC-USD").awaitType("match");
            assertThat(client.frames().subList(0, 2))
                    .containsExactly(
                            "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"FOO-BAR is not a valid product\"}",
                            "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\",\"product_ids\":[\"BTC-USD\"],\"account_ids\":null}]}");
        }
    }

    @Test
    void everyAcknowledgementListsAllSubscriptions() throws InterruptedException {
        try (FeedClient client = client()) {
            client.subscribe("ticker", "BTC-USD")
                    .subscribe("heartbeat", "BTC-USD", "ETH-USD")
                    .send("{\"type\":\"subscribe\",\"channels\":[\"status\"]}")
                    .send("{\"type\":\"unsubscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"heartbeat\"]}")
                    .send("{\"type\":\"unsubscribe\",\"channels\":[\"ticker\",\"status\",\"heartbeat\"]}");
            List<JsonNode> acknowledgements = client.await("subscriptions", 5);
            assertThat(acknowledgements.stream().map(ack -> StreamSupport.stream(
                                    ack.path("channels").spliterator(), false)
                            .map(channel -> text(channel, "name") + channel.path("product_ids"))
                            .collect(Collectors.joining(" "))))
                    .containsExactly(
                            "ticker[\"BTC-USD\"]",
                            "ticker[\"BTC-USD\"] heartbeat[\"BTC-USD\",\"ETH-USD\"]",
                            "ticker[\"BTC-USD\"] heartbeat[\"BTC-USD\",\"ETH-USD\"] status[]",
                            "ticker[\"BTC-USD\"] heartbeat[\"ETH-USD\"] status[]",
                            "");
        }
    }

    @Test
    void matchesEndWithUnsubscribing() throws InterruptedException {
        try (FeedClient client = client()) {
            client.subscribe("matches", "BTC-USD").await("match", 5);
            client.send("{\"type\":\"unsubscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"matches\"]}")
                    .await("subscriptions", 2);
            client.subscribe("heartbeat", "BTC-USD").await("heartbeat", 2);
            List<String> types = client.frames().stream()
                    .map(frame -> text(FeedClient.json(frame), "type"))
                    .toList();
            assertThat(types.subList(types.lastIndexOf("match") + 1, types.size()))
                    .startsWith("subscriptions")
                    .doesNotContain("match");
        }
    }

    @Test
    void aClientThatDoesNotSubscribeInFiveSecondsIsClosed() throws Exception {
        try (FeedClient client = client()) {
            long start = System.nanoTime();
            assertThat(client.closed().get(20, TimeUnit.SECONDS)).isEqualTo(1008);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(4_500), Duration.ofSeconds(10));
        }
    }

    @Test
    void closingSendsWhatWasPublishedAndThenSaysGoodbye() throws Exception {
        try (FeedClient client = client()) {
            client.subscribe("matches", "BTC-USD").await("match", 50);
            long start = System.nanoTime();
            simulator.closeMarket();
            List<Trade> ledger = simulator.ledger();
            simulator.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(client.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1001);
            assertThat(client.frames("match")).hasSameSizeAs(ledger);
        }
    }
}
