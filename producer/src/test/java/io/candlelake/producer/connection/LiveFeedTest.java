package io.candlelake.producer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FakeCoinbase.Client;
import io.candlelake.producer.connection.FeedRun.Heard;
import io.candlelake.producer.exchange.ExchangeProtocol;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private static final String HEARTBEAT = "{\"type\":\"heartbeat\",\"product_id\":\"BTC-USD\"}";
    private static final String MATCH = "{\"type\":\"match\",\"trade_id\":7,\"product_id\":\"BTC-USD\"}";

    private final FakeCoinbase coinbase = new FakeCoinbase();
    private final FeedSettings settings =
            FeedSettings.of(Feed.EXCHANGE, coinbase.uri(), List.of(ProductId.of("BTC-USD"), ProductId.of("ETH-USD")));
    private final FeedRun feed = new FeedRun(settings, new ExchangeProtocol(false));

    LiveFeedTest() throws IOException {}

    @AfterEach
    void stop() throws IOException, InterruptedException {
        feed.close();
        coinbase.close();
    }

    @Test
    void subscribesRightAfterOpening() throws Exception {
        Client client = coinbase.nextClient();

        assertThat(client.nextMessage())
                .isEqualTo("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],"
                        + "\"channels\":[\"matches\",\"heartbeat\"]}");
        assertThat(feed.isSubscribed()).isFalse();
        client.send(FakeCoinbase.acknowledgement("ETH-USD", "BTC-USD"));
        assertThat(feed.nextFrame()).startsWith("{\"type\":\"subscriptions\"");
        FeedRun.await(feed::isSubscribed);
    }

    @Test
    void fragmentsAreJoined() throws Exception {
        Client client = subscribed();
        String frame = "{\"type\":\"x\",\"text\":\"é𝄞" + "z".repeat(100_000) + "\"}";

        client.sendInPieces(frame, 999);

        assertThat(feed.nextFrame()).isEqualTo(frame);
    }

    @Test
    void frameOverTheLimitIsCutAndTheNextOneWhole() throws Exception {
        Client client = subscribed();

        client.send("x".repeat(FrameLimit.MAX_BYTES + 10));
        client.send(HEARTBEAT);

        Heard cut = feed.next();
        assertThat(cut.frame().payload()).hasSize(FrameLimit.CUT_BYTES);
        assertThat(cut.frame().originalSize()).isEqualTo(OptionalLong.of(FrameLimit.MAX_BYTES + 10L));
        assertThat(feed.nextFrame()).isEqualTo(HEARTBEAT);
    }

    @Test
    void lostConnectionIsFollowedByTheNextWithASinkOfItsOwn() throws Exception {
        subscribed().close();
        subscribed().sayGoodbye(1001);
        Client third = subscribed();
        third.send(HEARTBEAT);

        Heard heard = feed.next();
        assertThat(heard.text()).isEqualTo(HEARTBEAT);
        assertThat(heard.connection()).isEqualTo(feed.connections()).isGreaterThanOrEqualTo(3);
        assertThat(feed.hasEnded()).isFalse();
    }

    @Test
    void halfOfAFrameIsNoFrame() throws Exception {
        subscribed().cutIn(MATCH);
        Client second = subscribed();
        second.send(MATCH);

        assertThat(feed.nextFrame()).isEqualTo(MATCH);
        assertThat(feed.frames()).isEmpty();
    }

    @Test
    void errorAsAnswerOfAnUnknownProductEndsTheFeedWithItsWords() throws Exception {
        coinbase.nextClient()
                .send("{\"type\":\"error\",\"message\":\"Failed to subscribe\","
                        + "\"reason\":\"ETH-USD is not a valid product\"}");

        assertThatThrownBy(feed::awaitEnd)
                .isInstanceOf(SubscriptionRefusedException.class)
                .hasMessage("Coinbase refuses the subscription of BTC-USD, ETH-USD: Failed to subscribe: "
                        + "ETH-USD is not a valid product; correct PRODUCTS");
        assertThat(feed.nextFrame()).startsWith("{\"type\":\"error\"");
    }

    @Test
    void acknowledgementThatLeavesAProductOutEndsTheFeed() throws Exception {
        coinbase.nextClient().send(FakeCoinbase.acknowledgement("BTC-USD"));

        assertThatThrownBy(feed::awaitEnd)
                .isInstanceOf(SubscriptionRefusedException.class)
                .hasMessage("Coinbase does not give matches of ETH-USD: is it a product there? Correct PRODUCTS");
    }

    @Test
    void anyOtherErrorAsAnswerIsALostConnection() throws Exception {
        coinbase.nextClient()
                .send("{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"rate limit\"}");

        assertThat(feed.nextLoss()).isEqualTo("Coinbase says: Failed to subscribe: rate limit");
        coinbase.nextClient();
        assertThat(feed.hasEnded()).isFalse();
    }

    @Test
    void whateverIsSaidOfProductsLaterIsALostConnection() throws Exception {
        subscribed().send("{\"type\":\"error\",\"message\":\"ETH-USD is not a valid product\"}");
        assertThat(feed.nextLoss()).contains("ETH-USD is not a valid product");
        feed.nextFrame();

        subscribed().send(FakeCoinbase.acknowledgement("BTC-USD"));
        assertThat(feed.nextLoss()).contains("does not give matches of ETH-USD");

        coinbase.nextClient();
        assertThat(feed.hasEnded()).isFalse();
    }

    @Test
    void whatTheSinkThrowsEndsTheFeed() throws Exception {
        Client client = subscribed();
        feed.sinkInto(frame -> {
            throw new IllegalStateException("Kafka is gone");
        });
        client.send(HEARTBEAT);

        assertThatThrownBy(feed::awaitEnd)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Kafka is gone");
        client.awaitLeaving();
    }

    @Test
    void interruptedFeedSaysGoodbye() throws Exception {
        Client client = subscribed();

        feed.close();

        client.awaitLeaving();
        assertThatThrownBy(feed::awaitEnd).isInstanceOf(InterruptedException.class);
        assertThat(feed.losses()).isEmpty();
    }

    @Test
    void connectionThatIsGoneWhenTheSinkHasRoomAgainIsReplaced() throws Exception {
        Semaphore room = new Semaphore(0);
        Client client = subscribed();
        feed.sinkInto(frame -> room.acquireUninterruptibly());
        client.send(MATCH);
        feed.next();
        client.close();

        room.release(1_000);

        assertThat(feed.nextLoss()).isNotEmpty();
        subscribed();
    }

    private Client subscribed() throws InterruptedException {
        Client client = coinbase.nextClient();
        client.send(FakeCoinbase.acknowledgement("BTC-USD", "ETH-USD"));
        assertThat(feed.nextFrame()).startsWith("{\"type\":\"subscriptions\"");
        return client;
    }
}
