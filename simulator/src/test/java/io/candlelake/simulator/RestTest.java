package io.candlelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.market.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestTest {
    private static final ProductId BITCOIN = ProductId.of("BTC-USD");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulator simulator =
            Simulator.start(SimulatorSettings.defaults().withSeed(7).withRate(2_000));
    private List<Trade> bitcoins = List.of();

    /** A market that has traded, and then closed, so that pages stand still. */
    @BeforeEach
    void trade() throws InterruptedException {
        simulator.openMarket();
        while (simulator.ledger().size() < 1_500) {
            Thread.sleep(20);
        }
        simulator.closeMarket();
        bitcoins = simulator.ledger().stream()
                .filter(trade -> trade.productId().equals(BITCOIN))
                .toList();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(simulator.restUri().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** As {@link #get}, but waits where the rate limit says so. */
    private HttpResponse<String> getPatiently(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        while (response.statusCode() == 429) {
            Thread.sleep(200);
            response = get(path);
        }
        return response;
    }

    private static List<JsonNode> rows(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return StreamSupport.stream(FeedClient.json(response.body()).spliterator(), false)
                .toList();
    }

    private static List<Long> ids(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("trade_id").asLong()).toList();
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void cursorsPageThroughAllTradesExactlyOnce() throws IOException, InterruptedException {
        List<Long> seen = new ArrayList<>();
        String path = "/products/BTC-USD/trades?limit=97";
        for (List<JsonNode> page = List.of(); !path.isEmpty(); ) {
            HttpResponse<String> response = getPatiently(path);
            page = rows(response);
            seen.addAll(ids(page));
            if (!page.isEmpty()) {
                assertThat(header(response, "cb-before"))
                        .isEqualTo(page.get(0).path("trade_id").asText());
                assertThat(header(response, "cb-after"))
                        .isEqualTo(page.get(page.size() - 1).path("trade_id").asText());
            }
            path = page.isEmpty() ? "" : "/products/BTC-USD/trades?limit=97&after=" + header(response, "cb-after");
        }
        List<Long> expected = new ArrayList<>(
                bitcoins.stream().map(trade -> trade.tradeId().value()).toList());
        Collections.reverse(expected);
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void beforeGivesTheNewestPageNotTheNextOne() throws IOException, InterruptedException {
        long newest = bitcoins.get(bitcoins.size() - 1).tradeId().value();
        long oldest = bitcoins.get(0).tradeId().value();
        assertThat(ids(rows(get("/products/BTC-USD/trades?limit=2&before=" + oldest))))
                .containsExactly(newest, newest - 1);
        assertThat(rows(get("/products/BTC-USD/trades?before=" + newest))).isEmpty();
    }

    @Test
    void aTradeHasCoinbasesFields() throws IOException, InterruptedException {
        Trade newest = bitcoins.get(bitcoins.size() - 1);
        assertThat(get("/products/BTC-USD/trades?limit=1").body())
                .isEqualTo("[{\"trade_id\":%s,\"side\":\"%s\",\"size\":\"%s\",\"price\":\"%s\",\"time\":\"%s\"}]"
                        .formatted(
                                newest.tradeId(),
                                newest.takerSide().opposite().label(),
                                newest.size().setScale(8).toPlainString(),
                                newest.price().setScale(8).toPlainString(),
                                newest.time()));
        assertThat(rows(get("/products/BTC-USD/trades?limit=5000"))).hasSize(Math.min(1_000, bitcoins.size()));
    }

    @Test
    void candlesEqualAnIndependentComputation() throws IOException, InterruptedException {
        Map<Long, List<Trade>> minutes = new TreeMap<>(Comparator.reverseOrder());
        for (Trade trade : bitcoins) {
            long second = trade.time().toInstant().getEpochSecond();
            minutes.computeIfAbsent(second - second % 60, key -> new ArrayList<>())
                    .add(trade);
        }
        List<String> expected = new ArrayList<>();
        minutes.forEach((open, trades) -> {
            List<BigDecimal> prices = trades.stream().map(Trade::price).sorted().toList();
            BigDecimal volume = trades.stream().map(Trade::size).reduce(BigDecimal.ZERO, BigDecimal::add);
            expected.add("[" + open + "," + prices.get(0).stripTrailingZeros().toPlainString() + ","
                    + prices.get(prices.size() - 1).stripTrailingZeros().toPlainString() + ","
                    + trades.get(0).priceText() + ","
                    + trades.get(trades.size() - 1).priceText() + ","
                    + volume.stripTrailingZeros().toPlainString() + "]");
        });
        assertThat(get("/products/BTC-USD/candles?granularity=60").body())
                .isEqualTo("[" + String.join(",", expected) + "]");
        Timestamp first = bitcoins.get(0).time();
        assertThat(rows(get("/products/BTC-USD/candles?granularity=86400&start=" + first + "&end="
                        + first.plusMicros(86_400_000_000L))))
                .isNotEmpty();
        assertThat(
                        rows(
                                get(
                                        "/products/BTC-USD/candles?granularity=60&start=2020-01-01T00:00:00Z&end=2020-01-01T05:00:00Z")))
                .isEmpty();
    }

    @Test
    void wrongParametersAreA400WithAMessage() throws IOException, InterruptedException {
        assertThat(get("/products/BTC-USD/candles?granularity=61").body())
                .isEqualTo("{\"message\":\"Unsupported granularity\"}");
        HttpResponse<String> tooLong =
                get("/products/BTC-USD/candles?granularity=60&start=2026-07-07T00:00:00Z&end=2026-07-07T05:01:00Z");
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("Count of aggregations requested exceeds 300");
        assertThat(get("/products/BTC-USD/candles?start=yesterday&end=today").statusCode())
                .isEqualTo(400);
        assertThat(get("/products/BTC-USD/trades?limit=0").statusCode()).isEqualTo(400);
        assertThat(get("/products/BTC-USD/trades?after=x").statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException, InterruptedException {
        for (String path :
                List.of("/products/FOO-BAR/trades", "/products/nonsense", "/orders", "/", "/v2/prices/FOO-BAR/spot")) {
            HttpResponse<String> response = get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).isEqualTo("{\"message\":\"NotFound\"}");
        }
    }

    @Test
    void productsHaveTheirIncrements() throws IOException, InterruptedException {
        List<JsonNode> products = rows(get("/products"));
        assertThat(products.stream().map(product -> product.path("id").asText()))
                .containsExactly("BTC-USD", "ETH-USD", "SOL-USD", "XRP-USD", "DOGE-USD", "SHIB-EUR");
        assertThat(products.get(5).path("quote_increment").asText()).isEqualTo("0.00000001");
        assertThat(products.get(5).path("base_increment").asText()).isEqualTo("1");
        assertThat(FeedClient.json(get("/products/BTC-USD").body())).isEqualTo(products.get(0));
    }

    @Test
    void spotIsTheLastPriceAndHasALimitOfItsOwn() throws IOException, InterruptedException {
        String expected = "{\"data\":{\"amount\":\""
                + bitcoins.get(bitcoins.size() - 1).priceText() + "\",\"base\":\"BTC\",\"currency\":\"USD\"}}";
        for (int i = 0; i < 30; i++) {
            assertThat(get("/v2/prices/BTC-USD/spot").body()).isEqualTo(expected);
        }
    }

    @Test
    void aBurstOfFifteenIsAnsweredAndThenTheLimitHolds() throws IOException, InterruptedException {
        List<HttpResponse<String>> responses = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            responses.add(get("/products/BTC-USD"));
        }
        assertThat(responses.subList(0, 15)).allMatch(response -> response.statusCode() == 200);
        HttpResponse<String> refused = responses.stream()
                .filter(response -> response.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.body()).isEqualTo("{\"message\":\"Public rate limit exceeded\"}");
        assertThat(header(refused, "retry-after")).isEqualTo("1");
        Thread.sleep(1_000);
        assertThat(get("/products/BTC-USD").statusCode()).isEqualTo(200);
    }

    @Test
    void healthIsAnsweredOnTheSamePort() throws IOException, InterruptedException {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }
}
