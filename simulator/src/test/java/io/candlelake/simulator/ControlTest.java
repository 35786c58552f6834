package io.candlelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator's own endpoints, and the limits that they count. */
class ControlTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulator simulator =
            Simulator.start(SimulatorSettings.defaults().withSeed(7).withRate(200));

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(simulator.restUri().resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode state() throws IOException, InterruptedException {
        return FeedClient.json(send("GET", "/simulator/state").body());
    }

    @Test
    void stateHasItsFields() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (Iterator<String> fields = state().fieldNames(); fields.hasNext(); ) {
            names.add(fields.next());
        }
        assertThat(names)
                .containsExactly(
                        "trades",
                        "connections",
                        "faults",
                        "rest_requests",
                        "rest_over_limit",
                        "connects",
                        "connects_over_limit",
                        "messages",
                        "messages_over_limit");
    }

    @Test
    void aFaultIsOrderedAndCounted() throws IOException, InterruptedException {
        try (FeedClient client = new FeedClient(simulator.webSocketUri())) {
            client.subscribe("matches", "BTC-USD").await("match", 5);
            assertThat(send("POST", "/simulator/faults?kind=DUPLICATE&feed=exchange&product=BTC-USD&count=3")
                            .statusCode())
                    .isEqualTo(200);
            client.await("match", client.frames("match").size() + 10);
            assertThat(state().at("/faults/DUPLICATE").asLong()).isEqualTo(3);
            assertThat(send("POST", "/simulator/faults?kind=cut&feed=exchange&seconds=300")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.frames()).isNotEmpty();
            assertThat(send("POST", "/simulator/faults/stop").statusCode()).isEqualTo(200);
            new FeedClient(simulator.webSocketUri()).close();
        }
    }

    @Test
    void aClosedMarketIsFinal() throws IOException, InterruptedException {
        simulator.openMarket();
        while (simulator.ledger().size() < 20) {
            Thread.sleep(20);
        }
        JsonNode closed =
                FeedClient.json(send("POST", "/simulator/market/close").body());
        Thread.sleep(300);
        assertThat(closed.path("trades").asLong())
                .isEqualTo(simulator.ledger().size())
                .isEqualTo(state().path("trades").asLong());
    }

    @Test
    void wrongOrdersAreRefused() throws IOException, InterruptedException {
        for (String path : List.of(
                "/simulator/faults",
                "/simulator/faults?kind=FIRE",
                "/simulator/faults?kind=CUT&feed=moon",
                "/simulator/faults?kind=CUT&product=bitcoin",
                "/simulator/faults?kind=CUT&count=0",
                "/simulator/faults?kind=CUT&seconds=soon",
                "/simulator/faults?kind=CUT&seconds=-1")) {
            HttpResponse<String> response = send("POST", path);
            assertThat(response.statusCode()).as(path).isEqualTo(400);
            assertThat(response.body()).startsWith("{\"message\":\"");
        }
        assertThat(send("GET", "/simulator/faults?kind=CUT").statusCode()).isEqualTo(404);
        assertThat(state().path("faults").isEmpty()).isTrue();
    }

    @Test
    void connectionsOverTheLimitAreRefusedAndCounted() throws IOException, InterruptedException {
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            try (RawClient client = new RawClient(simulator.advancedUri())) {
                refused += client.status().contains(" 429 ") ? 1 : 0;
            }
        }
        assertThat(refused).isBetween(1, 20);
        JsonNode state = state();
        assertThat(state.path("connects").asLong()).isEqualTo(40);
        assertThat(state.path("connects_over_limit").asLong()).isEqualTo(refused);
        // The other feed has a limit of its own.
        new FeedClient(simulator.webSocketUri()).close();
    }

    @Test
    void aClientThatTalksTooMuchIsCutOffAndCounted() throws Exception {
        try (FeedClient client = new FeedClient(simulator.advancedUri())) {
            client.subscribeAdvanced("heartbeats");
            for (int i = 0; i < 25; i++) {
                client.sendIfOpen("{\"type\":\"unsubscribe\",\"channel\":\"candles\"}");
            }
            assertThat(client.ended()).isEqualTo(1008);
            assertThat(state().path("messages_over_limit").asLong()).isPositive();
        }
    }

    @Test
    void limitsThatAreNotEnforcedAreCounted() throws Exception {
        try (Simulator lenient = Simulator.start(SimulatorSettings.defaults().withLimitsEnforced(false));
                FeedClient client = new FeedClient(lenient.advancedUri())) {
            client.subscribeAdvanced("heartbeats");
            for (int i = 0; i < 60; i++) {
                client.send("{\"type\":\"unsubscribe\",\"channel\":\"candles\"}");
            }
            client.await("subscriptions", 61);
            assertThat(lenient.state().messages()).isEqualTo(61);
            assertThat(lenient.state().messagesOverLimit()).isPositive();
        }
    }
}
