package io.candlelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.market.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdvancedTest {
    private static final ProductId BITCOIN = ProductId.of("BTC-USD");
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{0,8}[1-9])?Z";
    private static final String DECIMAL = "\"(0|[1-9]\\d*)(\\.\\d*[1-9])?\"";
    private static final String TRADE = "\\{\"product_id\":\"(BTC|ETH)-USD\",\"trade_id\":\"\\d+\",\"price\":" + DECIMAL
            + ",\"size\":" + DECIMAL + ",\"time\":\"" + TIME + "\",\"side\":\"(BUY|SELL)\"}";

    private final Simulator simulator =
            Simulator.start(SimulatorSettings.defaults().withSeed(7).withRate(400));

    @AfterEach
    void stop() {
        simulator.close();
    }

    private FeedClient client() {
        return new FeedClient(simulator.advancedUri());
    }

    private static String frame(String channel, String events) {
        return "\\{\"channel\":\"" + channel + "\",\"timestamp\":\"" + TIME + "\",\"sequence_num\":\\d+,\"events\":\\["
                + events + "]}";
    }

    private static List<JsonNode> trades(JsonNode frame) {
        assertThat(frame.path("events").size()).isEqualTo(1);
        return StreamSupport.stream(frame.at("/events/0/trades").spliterator(), false)
                .toList();
    }

    private List<Trade> bitcoins() {
        return simulator.ledger().stream()
                .filter(trade -> trade.productId().equals(BITCOIN))
                .toList();
    }

    private void awaitLedger(int size) throws InterruptedException {
        while (simulator.ledger().size() < size) {
            Thread.sleep(20);
        }
    }

    @Test
    void everyFrameHasTheRecordedForm() throws InterruptedException {
        try (FeedClient client = client()) {
            client.subscribeAdvanced("market_trades", "BTC-USD", "ETH-USD")
                    .subscribeAdvanced("heartbeats")
                    .subscribeAdvanced("candles", "ETH-USD")
                    .await("candles", 3);
            client.await("heartbeats", 2);
            String trades = "\\{\"type\":\"(snapshot|update)\",\"trades\":\\[(" + TRADE + "(," + TRADE + ")*)?]}";
            String candle = "\\{\"start\":\"\\d+\",\"high\":" + DECIMAL + ",\"low\":" + DECIMAL + ",\"open\":" + DECIMAL
                    + ",\"close\":" + DECIMAL + ",\"volume\":" + DECIMAL + ",\"product_id\":\"ETH-USD\"}";
            String heartbeat = "\\{\"current_time\":\"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)? \\+0000 UTC "
                    + "m=\\+\\d+\\.\\d{9}\",\"heartbeat_counter\":\\d+}";
            String subscriptions = "\\{\"subscriptions\":\\{.*}}";
            assertThat(client.frames()).allSatisfy(text -> assertThat(text)
                    .matches(frame("market_trades", trades)
                            + "|"
                            + frame("candles", "\\{\"type\":\"(snapshot|update)\",\"candles\":\\[(" + candle + ")?]}")
                            + "|" + frame("heartbeats", heartbeat)
                            + "|" + frame("subscriptions", subscriptions)));
        }
    }

    @Test
    void snapshotsComeBeforeTheAcknowledgementWhichListsAllChannelsByName() throws InterruptedException {
        try (FeedClient client = client()) {
            client.subscribeAdvanced("market_trades", "BTC-USD", "ETH-USD").await("subscriptions", 1);
            assertThat(client.frames().subList(0, 3).stream()
                            .map(FeedClient::json)
                            .map(FeedClient::type))
                    .containsExactly("market_trades", "market_trades", "subscriptions");
            client.subscribeAdvanced("heartbeats")
                    .subscribeAdvanced("candles", "ETH-USD")
                    .send("{\"type\":\"unsubscribe\",\"product_ids\":[\"ETH-USD\"],\"channel\":\"market_trades\"}")
                    .send("{\"type\":\"unsubscribe\",\"channel\":\"heartbeats\"}");
            assertThat(client.await("subscriptions", 5).stream()
                            .map(frame -> frame.path("events").toString()))
                    .containsExactly(
                            "[{\"subscriptions\":{\"market_trades\":[\"BTC-USD\",\"ETH-USD\"]}}]",
                            "[{\"subscriptions\":{\"heartbeats\":[\"heartbeats\"],\"market_trades\":[\"BTC-USD\",\"ETH-USD\"]}}]",
                            "[{\"subscriptions\":{\"candles\":[\"ETH-USD\"],\"heartbeats\":[\"heartbeats\"],"
                                    + "\"market_trades\":[\"BTC-USD\",\"ETH-USD\"]}}]",
                            "[{\"subscriptions\":{\"candles\":[\"ETH-USD\"],\"heartbeats\":[\"heartbeats\"],"
                                    + "\"market_trades\":[\"BTC-USD\"]}}]",
                            "[{\"subscriptions\":{\"candles\":[\"ETH-USD\"],\"market_trades\":[\"BTC-USD\"]}}]");
        }
    }

    @Test
    void sequenceNumbersCountTheConnectionsFramesOverAllChannels() throws InterruptedException {
        try (FeedClient first = client();
                FeedClient second = client()) {
            first.subscribeAdvanced("market_trades", "BTC-USD", "ETH-USD").subscribeAdvanced("heartbeats");
            second.subscribeAdvanced("candles", "BTC-USD").await("candles", 3);
            first.await("heartbeats", 2);
            for (FeedClient client : List.of(first, second)) {
                List<String> frames = client.frames();
                for (int i = 0; i < frames.size(); i++) {
                    assertThat(FeedClient.json(frames.get(i))
                                    .path("sequence_num")
                                    .asLong())
                            .isEqualTo(i);
                }
            }
        }
    }

    @Test
    void aSnapshotHoldsTheLastHundredNewestFirstAndUpdatesGoOnFromThere() throws InterruptedException {
        simulator.openMarket();
        awaitLedger(600);
        try (FeedClient client = client()) {
            client.subscribeAdvanced("market_trades", "BTC-USD").await("market_trades", 6);
            List<Long> snapshot = trades(client.frames("market_trades").get(0)).stream()
                    .map(trade -> trade.path("trade_id").asLong())
                    .toList();
            assertThat(snapshot).hasSize(100).isSortedAccordingTo(Comparator.reverseOrder());
            long next = snapshot.get(0) + 1;
            boolean several = false;
            for (JsonNode frame : client.frames("market_trades").subList(1, 6)) {
                List<Long> ids = trades(frame).stream()
                        .map(trade -> trade.path("trade_id").asLong())
                        .toList();
                assertThat(ids).isSortedAccordingTo(Comparator.reverseOrder());
                assertThat(ids.get(ids.size() - 1)).isEqualTo(next);
                next = ids.get(0) + 1;
                several |= ids.size() > 1;
            }
            assertThat(several).isTrue();
        }
    }

    @Test
    void anUpdateCollectsAQuarterOfASecondOfOneProduct() throws InterruptedException {
        try (FeedClient client = client()) {
            client.subscribeAdvanced("market_trades", "BTC-USD", "ETH-USD").await("market_trades", 20);
            for (JsonNode frame : client.frames("market_trades")) {
                List<JsonNode> trades = trades(frame);
                assertThat(trades.stream()
                                .map(trade -> trade.path("product_id"))
                                .distinct())
                        .hasSizeLessThanOrEqualTo(1);
                if (frame.at("/events/0/type").asText().equals("update")) {
                    Timestamp newest = Timestamp.of(trades.get(0).path("time").asText());
                    Timestamp oldest = Timestamp.of(
                            trades.get(trades.size() - 1).path("time").asText());
                    assertThat(newest.epochMicros() - oldest.epochMicros()).isLessThanOrEqualTo(250_000);
                    assertThat(Instant.parse(frame.path("timestamp").asText())).isAfter(newest.toInstant());
                }
            }
        }
    }

    @Test
    void clientAndLedgerAgreeInEveryFieldAndTheExchangeFeedToo() throws InterruptedException {
        try (FeedClient client = client();
                FeedClient exchange = new FeedClient(simulator.webSocketUri())) {
            exchange.subscribe("matches", "BTC-USD", "SHIB-EUR").await("subscriptions", 1);
            client.subscribeAdvanced("market_trades", "BTC-USD", "SHIB-EUR").await("market_trades", 10);
            simulator.closeMarket();
            List<Trade> ledger = simulator.ledger();
            List<JsonNode> matches = exchange.await("match", ledger.size());
            assertThat(matches).hasSameSizeAs(ledger);
            long last = ledger.stream()
                    .filter(trade -> trade.productId().equals(BITCOIN))
                    .mapToLong(trade -> trade.tradeId().value())
                    .max()
                    .orElseThrow();
            client.await(frame -> frame.toString().contains("\"" + last + "\""));
            List<String> received = new ArrayList<>();
            client.frames("market_trades")
                    .forEach(frame -> trades(frame).forEach(trade -> received.add(trade.toString())));
            assertThat(received)
                    .doesNotHaveDuplicates()
                    .containsAll(ledger.stream()
                            .filter(trade -> trade.productId().equals(BITCOIN))
                            .map(AdvancedTest::form)
                            .toList());
        }
    }

    private static String form(Trade trade) {
        String time = trade.time().toString().replaceFirst("\\.?0*Z$", "Z");
        return "{\"product_id\":\"%s\",\"trade_id\":\"%s\",\"price\":\"%s\",\"size\":\"%s\",\"time\":\"%s\",\"side\":\"%s\"}"
                .formatted(
                        trade.productId(),
                        trade.tradeId(),
                        trade.priceText(),
                        trade.sizeText(),
                        time,
                        trade.takerSide().opposite().label().toUpperCase(Locale.ROOT));
    }

    @Test
    void heartbeatsCountTheSecondsWhateverTrades() throws InterruptedException {
        try (FeedClient client = client()) {
            List<JsonNode> heartbeats = client.subscribeAdvanced("heartbeats").await("heartbeats", 3);
            long first = heartbeats.get(0).at("/events/0/heartbeat_counter").asLong();
            assertThat(heartbeats.get(2).at("/events/0/heartbeat_counter").asLong())
                    .isBetween(first + 1, first + 3);
            assertThat(simulator.ledger()).isEmpty();
        }
    }

    @Test
    void aSubscriptionOfUsdcGetsTheDataOfUsd() throws InterruptedException {
        try (FeedClient client = client()) {
            client.subscribeAdvanced("market_trades", "BTC-USDC").await("market_trades", 3);
            assertThat(client.frames("market_trades").stream()
                            .flatMap(frame -> trades(frame).stream())
                            .map(trade -> trade.path("product_id").asText()))
                    .isNotEmpty()
                    .containsOnly("BTC-USD");
        }
    }

    @Test
    void candlesAreThoseOfTheTrades() throws InterruptedException {
        simulator.openMarket();
        awaitLedger(500);
        simulator.closeMarket();
        List<Trade> trades = bitcoins();
        try (FeedClient client = client()) {
            JsonNode candles = client.subscribeAdvanced("candles", "BTC-USD")
                    .awaitType("candles")
                    .at("/events/0/candles");
            BigDecimal volume = BigDecimal.ZERO;
            for (JsonNode candle : candles) {
                volume = volume.add(new BigDecimal(candle.path("volume").asText()));
            }
            assertThat(volume)
                    .isEqualByComparingTo(trades.stream().map(Trade::size).reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(candles.get(0).path("open").asText())
                    .isEqualTo(trades.get(0).priceText());
            assertThat(candles.get(candles.size() - 1).path("close").asText())
                    .isEqualTo(trades.get(trades.size() - 1).priceText());
            assertThat(candles.get(0).path("start").asLong() % 300).isZero();
        }
    }

    @Test
    void wrongRequestsAreAnsweredWithErrorFrames() throws InterruptedException {
        try (FeedClient client = client()) {
            client.send("{\"type\":")
                    .send("{\"type\":\"hello\"}")
                    .subscribeAdvanced("trades", "BTC-USD")
                    .subscribeAdvanced("market_trades", "FOO-BAR")
                    .send("{\"type\":\"subscribe\",\"channel\":\"market_trades\"}")
                    .subscribeAdvanced("user", "BTC-USD");
            assertThat(client.await("error", 6).stream().map(JsonNode::toString))
                    .contains("{\"type\":\"error\",\"message\":\"authentication failure\"}")
                    .allMatch(error -> error.startsWith("{\"type\":\"error\",\"message\":\""));
            assertThat(client.frames("subscriptions")).isEmpty();
        }
    }

    @Test
    void statusNamesTheProducts() throws InterruptedException {
        try (FeedClient client = client()) {
            JsonNode status = client.subscribeAdvanced("status", "ETH-USD").awaitType("status");
            assertThat(status.at("/events/0/products").size()).isEqualTo(1);
            assertThat(status.at("/events/0/products/0/id").asText()).isEqualTo("ETH-USD");
            assertThat(status.at("/events/0/products/0/status").asText()).isEqualTo("online");
        }
    }
}
