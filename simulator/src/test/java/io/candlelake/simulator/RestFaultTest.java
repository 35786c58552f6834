package io.candlelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.fault.FaultKind;
import io.candlelake.simulator.fault.FaultOrder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each fault of REST does on the wire. */
class RestFaultTest {
    private static final String PAGE = "/products/BTC-USD/trades?limit=10";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulator simulator =
            Simulator.start(SimulatorSettings.defaults().withSeed(7).withRate(2_000));

    @BeforeEach
    void trade() throws InterruptedException {
        simulator.openMarket();
        while (simulator.ledger().size() < 500) {
            Thread.sleep(20);
        }
        simulator.closeMarket();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> get(String path, Duration timeout) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(simulator.restUri().resolve(path))
                        .timeout(timeout)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, Duration.ofSeconds(30));
    }

    private void order(FaultKind kind) {
        simulator.order(FaultOrder.of(kind));
    }

    @Test
    void refusalsLookLikeTheLimitsOwn() throws IOException, InterruptedException {
        order(FaultKind.REST_429);
        HttpResponse<String> refused = get(PAGE);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Public rate limit exceeded\"}");
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(get(PAGE).statusCode()).isEqualTo(200);
        assertThat(simulator.state().restOverLimit()).isZero();
        assertThat(simulator.state().restRequests()).isEqualTo(2);
    }

    @Test
    void failuresHaveAMessage() throws IOException, InterruptedException {
        order(FaultKind.REST_500);
        HttpResponse<String> failed = get(PAGE);
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(get(PAGE).statusCode()).isEqualTo(200);
    }

    @Test
    void anEmptyPageHasNoCursorsAndIsOfTradesAlone() throws IOException, InterruptedException {
        order(FaultKind.REST_EMPTY_PAGE);
        assertThat(get("/products/BTC-USD").body()).contains("BTC-USD");
        HttpResponse<String> page = get(PAGE);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("[]");
        assertThat(page.headers().map()).doesNotContainKeys("cb-after", "cb-before");
        assertThat(get(PAGE).body()).isNotEqualTo("[]");
    }

    @Test
    void anAnswerThatNeverComesEndsWhenTheClientHasEnough() throws IOException, InterruptedException {
        order(FaultKind.REST_TIMEOUT);
        assertThatThrownBy(() -> get(PAGE, Duration.ofMillis(500))).isInstanceOf(HttpTimeoutException.class);
        assertThat(get(PAGE).statusCode()).isEqualTo(200);
    }

    @Test
    void anAnswerThatNeverComesEndsAfterItsTime() {
        // Java's client asks again by itself.
        simulator.order(FaultOrder.of(FaultKind.REST_TIMEOUT).times(20).lasting(0.3));
        assertThatThrownBy(() -> get(PAGE)).isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aSlowAnswerIsWholeInTheEnd() throws IOException, InterruptedException {
        String whole = get(PAGE).body();
        simulator.order(FaultOrder.of(FaultKind.REST_SLOW).lasting(1));
        long start = System.nanoTime();
        assertThat(get(PAGE).body()).isEqualTo(whole);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
        assertThat(get(PAGE).body()).isEqualTo(whole);
    }

    @Test
    void spotPricesFailTooAndAnOrderMayBeOfOneProduct() throws IOException, InterruptedException {
        simulator.order(FaultOrder.of(FaultKind.REST_500).of(ProductId.of("ETH-USD")));
        assertThat(get("/v2/prices/BTC-USD/spot").statusCode()).isEqualTo(200);
        assertThat(get("/v2/prices/ETH-USD/spot").statusCode()).isEqualTo(500);
        assertThat(get("/v2/prices/ETH-USD/spot").statusCode()).isEqualTo(200);
    }
}
