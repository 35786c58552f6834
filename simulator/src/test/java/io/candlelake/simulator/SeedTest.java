package io.candlelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.candlelake.domain.ProductId;
import io.candlelake.simulator.fault.FaultKind;
import io.candlelake.simulator.fault.FaultRates;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.market.Trade;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A market with faults by chance, as a whole. */
class SeedTest {
    private static final ProductId BITCOIN = ProductId.of("BTC-USD");

    private final Path folder;

    SeedTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private SimulatorSettings settings(String run, String faults) {
        return SimulatorSettings.defaults()
                .withSeed(7)
                .withRate(400)
                .withProducts(List.of(BITCOIN, ProductId.of("ETH-USD")))
                .withFaults(FaultRates.of(faults))
                .withLedger(folder.resolve(run).resolve("ledger.ndjson"))
                .withFaultLedger(folder.resolve(run).resolve("faults.ndjson"));
    }

    private List<JsonNode> faults(String run) throws IOException {
        return Files.readAllLines(folder.resolve(run).resolve("faults.ndjson")).stream()
                .map(FeedClient::json)
                .toList();
    }

    private static List<String> content(List<Trade> trades) {
        return trades.stream()
                .filter(trade -> trade.productId().equals(BITCOIN))
                .map(trade -> trade.tradeId() + " " + trade.priceText() + " " + trade.sizeText() + trade.takerSide())
                .limit(400)
                .toList();
    }

    @Test
    void aSeedGivesTheSameTradesAndTheSameFaults() throws Exception {
        Map<String, List<String>> trades = new HashMap<>();
        Map<String, Set<String>> hit = new HashMap<>();
        for (String run : List.of("first", "second")) {
            try (Simulator simulator =
                            Simulator.start(settings(run, "drop=0.03,wrong_type=0.02,skip_id=0.02,halt=0.1"));
                    FeedClient client = new FeedClient(simulator.webSocketUri())) {
                client.subscribe("matches", "BTC-USD").await("match", 500);
                trades.put(run, content(simulator.ledger()));
            }
            long last = Long.parseLong(trades.get(run).get(399).split(" ", 2)[0]);
            hit.put(run, new HashSet<>());
            for (JsonNode line : faults(run)) {
                long id = line.at("/trade_ids/0").asLong();
                if (id > 0 && id <= last) {
                    hit.get(run).add(line.path("kind").asText() + id);
                }
            }
        }
        assertThat(trades.get("first")).hasSize(400).isEqualTo(trades.get("second"));
        assertThat(hit.get("first")).hasSizeGreaterThan(15).isEqualTo(hit.get("second"));
    }

    @Test
    void underAllFaultsLedgerAndRestAgreeAndFramesSayNothingElse() throws Exception {
        List<FeedClient> clients = new ArrayList<>();
        List<Trade> ledger;
        try (Simulator simulator =
                Simulator.start(settings("all", "all,cut=0.2,cut_mid_frame=0.2,half_open=0.1,skip_id=0.01")
                        .withRate(100)
                        .withLimitsEnforced(false))) {
            long end = System.nanoTime() + 12_000_000_000L;
            while (System.nanoTime() < end) {
                connect(simulator).ifPresent(clients::add);
                Thread.sleep(700);
            }
            simulator.stopFaults();
            simulator.closeMarket();
            ledger = simulator.ledger();
            assertThat(Ledger.read(folder.resolve("all").resolve("ledger.ndjson")))
                    .containsExactlyInAnyOrderElementsOf(ledger);
            assertThat(pages(simulator))
                    .containsExactlyElementsOf(ledger.stream()
                            .filter(trade -> trade.productId().equals(BITCOIN))
                            .map(trade -> trade.tradeId().value())
                            .sorted(Comparator.reverseOrder())
                            .toList());
            assertThat(simulator.state().faults()).hasSizeGreaterThan(10).containsKey(FaultKind.SKIP_ID);
        }
        Set<String> truth = new HashSet<>();
        ledger.forEach(trade -> truth.add(
                "%s %s %s %s".formatted(trade.productId(), trade.tradeId(), trade.priceText(), trade.sizeText())));
        List<String> told = clients.stream()
                .flatMap(client -> client.frames().stream())
                .flatMap(text -> FeedClient.readable(text).stream())
                .flatMap(SeedTest::trades)
                .filter(trade ->
                        trade.path("price").isTextual() && trade.path("size").isTextual())
                .filter(trade -> trade.path("trade_id").asLong() > 0)
                .map(trade -> "%s %s %s %s"
                        .formatted(
                                trade.path("product_id").asText(),
                                trade.path("trade_id").asText(),
                                trade.path("price").asText(),
                                trade.path("size").asText()))
                .toList();
        assertThat(told).hasSizeGreaterThan(500).allMatch(truth::contains);
        clients.forEach(FeedClient::close);
    }

    private static Stream<JsonNode> trades(JsonNode frame) {
        List<JsonNode> trades = new ArrayList<>(frame.findParents("trade_id"));
        return trades.stream();
    }

    private static Optional<FeedClient> connect(Simulator simulator) {
        try {
            FeedClient client = new FeedClient(
                    simulator.state().connects() % 2 == 0 ? simulator.webSocketUri() : simulator.advancedUri());
            client.sendIfOpen("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],"
                    + "\"channels\":[\"matches\"],\"channel\":\"market_trades\"}");
            return Optional.of(client);
        } catch (CompletionException cutMeanwhile) {
            return Optional.empty();
        }
    }

    /** All of bitcoin's ids over REST, newest first. */
    private static List<Long> pages(Simulator simulator) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        List<Long> ids = new ArrayList<>();
        String after = "";
        int before;
        do {
            before = ids.size();
            HttpResponse<String> page = http.send(
                    HttpRequest.newBuilder(simulator.restUri().resolve("/products/BTC-USD/trades" + after))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            FeedClient.json(page.body())
                    .forEach(trade -> ids.add(trade.path("trade_id").asLong()));
            after = ids.isEmpty() ? "" : "?after=" + ids.get(ids.size() - 1);
        } while (ids.size() > before);
        return ids;
    }
}
