package io.candlelake.producer.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.producer.RestServer;
import io.candlelake.producer.secret.Authorization;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestClientTest {
    private static final String PATH = "/products/BTC-USD/trades?limit=2";

    private final RestServer server = RestServer.start();
    private final AtomicInteger called = new AtomicInteger();
    private final AtomicInteger limited = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        server.close();
    }

    @Test
    void answerIsGivenAsReceived() throws Exception {
        server.trades("BTC-USD").addAll(List.of(7L, 8L, 9L));

        assertThat(client().get(PATH).payload())
                .asString(UTF_8)
                .isEqualTo("[" + RestServer.trade(9) + "," + RestServer.trade(8) + "]");
        assertThat(server.requests()).containsExactly(PATH);
        assertCounts(1, 0, 0);
    }

    @Test
    void serverErrorAndBrokenConnectionAreTriedAgain() throws Exception {
        server.add(RestServer.status(500));
        server.add(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
        });
        server.add(RestServer.status(503));

        assertThat(client().get(PATH).payload()).asString(UTF_8).isEqualTo("[]");
        assertCounts(4, 0, 3);
    }

    @Test
    void answerThatTricklesIsGivenUpAfterTheTimeoutAndTriedAgain() throws Exception {
        server.add(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            awaitRelease();
        });

        assertThat(client().get(PATH).payload()).asString(UTF_8).isEqualTo("[]");
        assertCounts(2, 0, 1);
    }

    @Test
    void limitedClientWaitsAsLongAsTheHostSays() throws Exception {
        server.add(RestServer.limited("1"));
        long start = System.nanoTime();

        client().get(PATH);

        // A lower bound of time cannot fail on a slow machine.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertCounts(2, 1, 1);
    }

    @Test
    void whatAnotherAttemptWouldNotHelpIsRefusedAtOnce() {
        server.add(RestServer.status(404));

        assertThatThrownBy(() -> client().get(PATH))
                .isInstanceOf(RestException.class)
                .hasMessage("GET " + server.uri() + PATH + ": status 404");
        assertCounts(1, 0, 1);
    }

    @Test
    void attemptsEnd() {
        for (int i = 0; i < 4; i++) {
            server.add(RestServer.status(502));
        }

        assertThatThrownBy(() -> client().get(PATH)).hasMessageEndingWith("status 502");
        assertCounts(4, 0, 4);
    }

    @Test
    void absentHostIsSaidInOneLine() throws Exception {
        RestClient nobody = new RestClient(settings(URI.create("http://127.0.0.1:1")), Authorization.NONE, listener());

        assertThatThrownBy(() -> nobody.get(PATH))
                .isInstanceOf(RestException.class)
                .hasMessageStartingWith("GET http://127.0.0.1:1/products/BTC-USD/trades?limit=2: ConnectException")
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
    }

    @Test
    void answerOverTheBoundIsNotHeld() {
        for (int i = 0; i < 4; i++) {
            server.add(RestServer.body("x".repeat(100_001)));
        }

        assertThatThrownBy(() -> client().get(PATH)).hasMessageEndingWith("the answer is over 100000 bytes");
    }

    @Test
    void limitOfTheHostIsNeverExceededHoweverManyAsk() throws Exception {
        RestClient client = new RestClient(RestSettings.of(server.uri()), Authorization.NONE, listener());
        List<Thread> askers = new ArrayList<>();
        AtomicInteger answers = new AtomicInteger();
        for (int i = 0; i < 12; i++) {
            Thread asker = new Thread(() -> {
                try {
                    for (int request = 0; request < 4; request++) {
                        client.get(PATH);
                        answers.incrementAndGet();
                    }
                } catch (RestException | InterruptedException seenBelow) {
                    throw new IllegalStateException(seenBelow);
                }
            });
            askers.add(asker);
            asker.start();
        }
        for (Thread asker : askers) {
            asker.join();
        }

        assertThat(answers).hasValue(48);
        assertThat(server.overLimit()).isZero();
    }

    @Test
    void waitingIsInterruptible() throws Exception {
        server.add(RestServer.limited("600"));
        RestClient client = client();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread asker = new Thread(() -> {
            try {
                client.get(PATH);
            } catch (RestException | InterruptedException stopped) {
                end.complete(stopped);
            }
        });
        asker.start();
        while (limited.get() == 0) {
            Thread.sleep(10);
        }
        asker.interrupt();

        assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void tokenIsSentOnlyByAClientThatHasOne() throws Exception {
        List<String> tokens = new ArrayList<>();
        server.add(exchange -> {
            tokens.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of("none")));
            RestServer.body("{}").answer(exchange);
        });
        server.add(exchange -> {
            tokens.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of("none")));
            RestServer.body("{}").answer(exchange);
        });
        client().get("/v2/prices/BTC-USD/spot");
        new RestClient(settings(server.uri()), new Keyed(), listener()).get("/v2/prices/BTC-USD/spot");

        assertThat(tokens).containsExactly("none", "Bearer GET /v2/prices/BTC-USD/spot");
    }

    private record Keyed() implements Authorization {
        @Override
        public Optional<String> webSocketToken() {
            return Optional.empty();
        }

        @Override
        public Optional<String> restToken(String method, URI uri) {
            return Optional.of(method + " " + uri.getPath());
        }
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertCounts(int calls, int limits, int failures) {
        assertThat(List.of(called.get(), limited.get(), failed.get()))
                .as("called, limited, failed")
                .containsExactly(calls, limits, failures);
    }

    private RestClient client() {
        return new RestClient(settings(server.uri()), Authorization.NONE, listener());
    }

    private static RestSettings settings(URI uri) {
        return new RestSettings(
                uri, 1_000, Duration.ofSeconds(2), 100_000, 4, Duration.ofMillis(20), Duration.ofMillis(100));
    }

    private RestListener listener() {
        return new RestListener() {
            @Override
            public void called() {
                called.incrementAndGet();
            }

            @Override
            public void limited() {
                limited.incrementAndGet();
            }

            @Override
            public void failed() {
                failed.incrementAndGet();
            }
        };
    }
}
