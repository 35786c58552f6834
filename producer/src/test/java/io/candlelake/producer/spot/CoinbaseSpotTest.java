package io.candlelake.producer.spot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.secret.Authorization;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoinbaseSpotTest {
    private static final ProductId BTC = ProductId.of("BTC-USD");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init")
    private FakeSpotServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeSpotServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theBytesAreAsReceived() throws Exception {
        String answer = "{ \"data\": {\"amount\":\"63514.60\", \"base\":\"BTC\",\"currency\":\"USD\" } }\r\n";
        server.behave(exchange -> FakeSpotServer.reply(exchange, 200, answer));
        SpotAnswer got = spot(Authorization.NONE).ask(BTC, PATIENCE);
        assertThat(got.status()).isEqualTo(200);
        assertThat(new String(got.body().payload(), UTF_8)).isEqualTo(answer);
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("GET /v2/prices/BTC-USD/spot");
            assertThat(request.authorization()).isEqualTo("null");
        });
    }

    @Test
    void aKeysTokenGoesAlongAndARefusedOneIsTriedOnceMoreWithTheNewestKey() throws Exception {
        server.behave(exchange -> {
            boolean old = "Bearer token0".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            FakeSpotServer.reply(exchange, old ? 401 : 200, "{}");
        });
        Rotated key = new Rotated();
        assertThat(spot(key).ask(BTC, PATIENCE).status()).isEqualTo(200);
        assertThat(server.requests().stream().map(FakeSpotServer.Request::authorization))
                .containsExactly("Bearer token0", "Bearer token1");
        assertThat(key.asked).isEqualTo("GET " + server.uri() + "/v2/prices/BTC-USD/spot");
    }

    @Test
    void aKeyThatIsRefusedForGoodIsTriedTwice() throws Exception {
        server.behave(exchange -> FakeSpotServer.reply(exchange, 401, "{}"));
        assertThat(spot(new Rotated()).ask(BTC, PATIENCE).status()).isEqualTo(401);
        assertThat(server.requests()).hasSize(2);
        assertThat(spot(Authorization.NONE).ask(BTC, PATIENCE).status()).isEqualTo(401);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void theStatusAndTheWishToBeLeftAloneComeBack() throws Exception {
        server.behave(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            FakeSpotServer.reply(exchange, 429, "");
        });
        SpotAnswer got = spot(Authorization.NONE).ask(BTC, PATIENCE);
        assertThat(got.status()).isEqualTo(429);
        assertThat(got.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(got.isWorthAnotherTry()).isTrue();
    }

    @Test
    void aBodyThatTricklesIsNotWaitedForForEver() {
        server.behave(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            Thread.sleep(60_000);
        });
        assertThatThrownBy(() -> spot(Authorization.NONE).ask(BTC, Duration.ofMillis(300)))
                .isInstanceOf(IOException.class)
                .hasMessage("nothing within 300 ms");
    }

    @Test
    void aBodyOverTheLimitIsCut() throws Exception {
        int size = FrameLimit.MAX_BYTES + 1_000;
        server.behave(exchange -> FakeSpotServer.reply(exchange, 200, "x".repeat(size)));
        SpotAnswer got = spot(Authorization.NONE).ask(BTC, PATIENCE);
        assertThat(got.body().originalSize()).hasValue(size);
        assertThat(got.body().payload()).hasSize(FrameLimit.CUT_BYTES);
    }

    @Test
    void nobodyThereIsNoAnswer() {
        URI nobody = URI.create("http://127.0.0.1:1/");
        assertThatThrownBy(() -> new CoinbaseSpot(nobody, Authorization.NONE, Clock.systemUTC()).ask(BTC, PATIENCE))
                .isInstanceOf(IOException.class);
    }

    private CoinbaseSpot spot(Authorization authorization) {
        return new CoinbaseSpot(server.uri(), authorization, Clock.systemUTC());
    }

    /** Its token is another after each refusal. */
    private static final class Rotated implements Authorization {
        private final AtomicInteger refusals = new AtomicInteger();
        private String asked = "";

        @Override
        public Optional<String> webSocketToken() {
            return Optional.empty();
        }

        @Override
        public Optional<String> restToken(String method, URI uri) {
            asked = method + " " + uri;
            return Optional.of("token" + refusals);
        }

        @Override
        public void refused() {
            refusals.incrementAndGet();
        }
    }
}
