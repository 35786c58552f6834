package io.candlelake.producer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FakeCoinbase.Client;
import io.candlelake.producer.connection.FakeCoinbase.Door;
import io.candlelake.producer.exchange.ExchangeProtocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is taken for a sign of life, and what is not; with all waits shortened. */
class LivenessTest {
    private static final String HEARTBEAT = "{\"type\":\"heartbeat\",\"product_id\":\"BTC-USD\"}";
    private static final String MATCH = "{\"type\":\"match\",\"trade_id\":7,\"product_id\":\"BTC-USD\"}";

    private final FakeCoinbase coinbase = new FakeCoinbase();

    LivenessTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        coinbase.close();
    }

    @Test
    void halfOpenConnectionIsDead() throws Exception {
        try (FeedRun quick = feed(coinbase.uri(), FeedRun.QUICK)) {
            Client silent = subscribed(quick);
            silent.send(HEARTBEAT);

            assertThat(quick.nextLoss()).isEqualTo("no heartbeat for 1.0 s");
            coinbase.nextClient();
            assertThat(quick.isSubscribed()).isFalse();
        }
        assertThat(Timing.STANDARD.silence()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void tradesWithoutHeartbeatsAreNoSignOfLife() throws Exception {
        try (FeedRun quick = feed(coinbase.uri(), FeedRun.QUICK)) {
            Client client = subscribed(quick);
            repeat(client, MATCH, quick);

            assertThat(quick.nextLoss()).isEqualTo("no heartbeat for 1.0 s");
        }
    }

    @Test
    void heartbeatsKeepAConnectionAlive() throws Exception {
        Timing timing = withSilence(Duration.ofSeconds(3));
        try (FeedRun quick = feed(coinbase.uri(), timing)) {
            Client client = subscribed(quick);
            for (int i = 0; i < 50; i++) {
                client.send(HEARTBEAT);
                Thread.sleep(100);
            }

            assertThat(quick.losses()).isEmpty();
            assertThat(quick.connections()).isOne();
        }
    }

    @Test
    void missingAcknowledgementIsALostConnection() throws Exception {
        try (FeedRun quick = feed(coinbase.uri(), FeedRun.QUICK)) {
            Client client = coinbase.nextClient();
            repeat(client, HEARTBEAT, quick);

            assertThat(quick.nextLoss()).isEqualTo("no acknowledgement of the subscription in 1.5 s");
        }
    }

    @Test
    void connectionThatIsNeverOpenedIsALostOne() throws Exception {
        Timing timing = new Timing(
                Duration.ofMillis(300),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                FeedRun.QUICK.backoff());
        try (FakeCoinbase mute = new FakeCoinbase(Door.MUTE);
                FeedRun quick = feed(mute.uri(), timing)) {
            assertThat(quick.nextLoss()).startsWith("HttpTimeoutException");
            FeedRun.await(() -> mute.attempts() >= 2);
        }
    }

    @Test
    void slowSinkHoldsBackTheSourceAndIsNoSilence() throws Exception {
        Semaphore room = new Semaphore(0);
        try (FeedRun quick = feed(coinbase.uri(), withSilence(Duration.ofSeconds(3)))) {
            Client client = subscribed(quick);
            quick.sinkInto(frame -> room.acquireUninterruptibly());
            client.send(HEARTBEAT);
            client.send(HEARTBEAT);
            quick.next();

            assertThat(quick.frames().poll(5, TimeUnit.SECONDS))
                    .as("while the first is not taken")
                    .isNull();
            assertThat(quick.losses()).isEmpty();
            room.release(2);
            assertThat(quick.nextFrame()).isEqualTo(HEARTBEAT);
        }
    }

    /** Until the connection is lost. */
    private static void repeat(Client client, String frame, FeedRun feed) throws InterruptedException {
        try {
            for (int i = 0; feed.losses().isEmpty(); i++) {
                assertThat(i).as("frames taken for a sign of life").isLessThan(1_000);
                client.send(frame);
                Thread.sleep(20);
            }
        } catch (UncheckedIOException left) {
            // It hung up first; why, is asked for next.
        }
    }

    private static FeedRun feed(URI uri, Timing timing) {
        return new FeedRun(
                FeedSettings.of(Feed.EXCHANGE, uri, List.of(ProductId.of("BTC-USD"))),
                new ExchangeProtocol(false),
                timing,
                HttpClient.newHttpClient());
    }

    private static Timing withSilence(Duration silence) {
        Timing quick = FeedRun.QUICK;
        return new Timing(
                quick.opening(), quick.acknowledgement(), silence, quick.overlap(), quick.steady(), quick.backoff());
    }

    private Client subscribed(FeedRun feed) throws InterruptedException {
        Client client = coinbase.nextClient();
        client.send(FakeCoinbase.acknowledgement("BTC-USD"));
        assertThat(feed.nextFrame()).startsWith("{\"type\":\"subscriptions\"");
        return client;
    }
}
