package io.candlelake.producer.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FakeCoinbase.Client;
import io.candlelake.producer.exchange.ExchangeProtocol;
import io.candlelake.producer.source.FrameSink;
import io.candlelake.producer.source.ReceivedFrame;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private static final String HEARTBEAT = "{\"type\":\"heartbeat\",\"product_id\":\"BTC-USD\"}";

    private final FakeCoinbase coinbase = new FakeCoinbase();
    private final BlockingQueue<ReceivedFrame> frames = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private FrameSink sink = frames::add;
    private LiveFeed feed = feed();
    private Thread runner = new Thread(this::run);

    LiveFeedTest() throws IOException {}

    private LiveFeed feed() {
        FeedSettings settings = FeedSettings.of(
                Feed.EXCHANGE, coinbase.uri(), List.of(ProductId.of("BTC-USD"), ProductId.of("ETH-USD")));
        return new LiveFeed(
                settings,
                new ExchangeProtocol(false),
                () -> {
                    connections.incrementAndGet();
                    return frame -> sink.accept(frame);
                },
                FeedListener.NONE,
                Clock.systemUTC());
    }

    private void run() {
        try {
            feed.run();
        } catch (InterruptedException | RuntimeException ended) {
            end.completeExceptionally(ended);
        }
    }

    @BeforeEach
    void start() {
        runner.start();
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        runner.interrupt();
        runner.join(5_000);
        assertThat(runner.isAlive()).isFalse();
        coinbase.close();
    }

    @Test
    void subscribesToMatchesAndHeartbeatRightAfterOpening() throws Exception {
        Client client = coinbase.nextClient();

        assertThat(client.subscription())
                .isEqualTo("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],"
                        + "\"channels\":[\"matches\",\"heartbeat\"]}");
        assertThat(feed.isSubscribed()).isFalse();
        client.send(FakeCoinbase.acknowledgement("ETH-USD", "BTC-USD"));
        assertThat(nextFrame()).startsWith("{\"type\":\"subscriptions\"");
        await(feed::isSubscribed);
    }

    @Test
    void fragmentsAreJoined() throws Exception {
        Client client = subscribed();
        String frame = "{\"type\":\"x\",\"text\":\"é𝄞" + "z".repeat(100_000) + "\"}";

        client.sendInPieces(frame, 999);

        assertThat(nextFrame()).isEqualTo(frame);
    }

    @Test
    void frameOverTheLimitIsCutAndTheNextOneWhole() throws Exception {
        Client client = subscribed();

        client.send("x".repeat(FrameLimit.MAX_BYTES + 10));
        client.send(HEARTBEAT);

        ReceivedFrame cut = next();
        assertThat(cut.payload()).hasSize(FrameLimit.CUT_BYTES);
        assertThat(cut.originalSize()).isEqualTo(OptionalLong.of(FrameLimit.MAX_BYTES + 10L));
        assertThat(nextFrame()).isEqualTo(HEARTBEAT);
    }

    @Test
    void lostConnectionIsFollowedByTheNext() throws Exception {
        subscribed().close();
        subscribed().sayGoodbye(1001);
        Client third = subscribed();
        third.send(HEARTBEAT);

        assertThat(nextFrame()).isEqualTo(HEARTBEAT);
        assertThat(connections).hasValueGreaterThanOrEqualTo(3);
        assertThat(end).isNotDone();
    }

    @Test
    void connectionWithoutAFrameForFiveSecondsIsDead() throws Exception {
        Instant start = Instant.now();
        try (Client silent = subscribed()) {
            await(feed::isSubscribed);
            Client next = coinbase.nextClient();

            assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
            assertThat(feed.isSubscribed()).isFalse();
            next.close();
            silent.close();
        }
    }

    @Test
    void slowSinkHoldsBackTheSourceAndIsNoSilence() throws Exception {
        Semaphore room = new Semaphore(0);
        Client client = subscribed();
        sink = frame -> {
            frames.add(frame);
            room.acquireUninterruptibly();
        };

        client.send(HEARTBEAT);
        client.send(HEARTBEAT);
        next();

        assertThat(frames.poll(6, TimeUnit.SECONDS))
                .as("while the first is not taken")
                .isNull();
        assertThat(connections).hasValue(1);
        room.release(2);
        assertThat(nextFrame()).isEqualTo(HEARTBEAT);
    }

    @Test
    void errorAsAnswerEndsTheFeedWithItsWords() throws Exception {
        coinbase.nextClient()
                .send("{\"type\":\"error\",\"message\":\"Failed to subscribe\","
                        + "\"reason\":\"ETH-USD is not a valid product\"}");

        assertThatThrownBy(this::awaitEnd)
                .isInstanceOf(SubscriptionRefusedException.class)
                .hasMessage("Coinbase refuses the subscription of BTC-USD, ETH-USD: Failed to subscribe: "
                        + "ETH-USD is not a valid product; correct PRODUCTS");
        assertThat(nextFrame()).startsWith("{\"type\":\"error\"");
    }

    @Test
    void acknowledgementThatLeavesAProductOutEndsTheFeed() throws Exception {
        coinbase.nextClient().send(FakeCoinbase.acknowledgement("BTC-USD"));

        assertThatThrownBy(this::awaitEnd)
                .isInstanceOf(SubscriptionRefusedException.class)
                .hasMessage("Coinbase does not give matches of ETH-USD: is it a product there? Correct PRODUCTS");
    }

    @Test
    void whatTheSinkThrowsEndsTheFeed() throws Exception {
        Client client = subscribed();
        sink = frame -> {
            throw new IllegalStateException("Kafka is gone");
        };
        client.send(HEARTBEAT);

        assertThatThrownBy(this::awaitEnd)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Kafka is gone");
    }

    private Client subscribed() throws InterruptedException {
        Client client = coinbase.nextClient();
        client.send(FakeCoinbase.acknowledgement("BTC-USD", "ETH-USD"));
        assertThat(nextFrame()).startsWith("{\"type\":\"subscriptions\"");
        return client;
    }

    private String nextFrame() throws InterruptedException {
        return new String(next().payload(), UTF_8);
    }

    private ReceivedFrame next() throws InterruptedException {
        ReceivedFrame frame = frames.poll(20, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("no frame came");
        }
        return frame;
    }

    private void awaitEnd() throws Throwable {
        try {
            end.orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
