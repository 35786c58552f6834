package io.candlelake.producer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FakeCoinbase.Client;
import io.candlelake.producer.connection.FeedRun.Heard;
import io.candlelake.producer.exchange.ExchangeProtocol;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RotationTest {
    private final FakeCoinbase coinbase = new FakeCoinbase();
    private final FeedSettings settings = FeedSettings.of(
                    Feed.EXCHANGE, coinbase.uri(), List.of(ProductId.of("BTC-USD")))
            .withRotation(Duration.ofSeconds(1));

    RotationTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        coinbase.close();
    }

    @Test
    void oldConnectionIsHeardUntilTheNewOneIsAcknowledgedAndALittleLonger() throws Exception {
        try (FeedRun feed = feed(Duration.ofSeconds(3))) {
            Client old = coinbase.nextClient();
            acknowledge(old, feed);
            Client young = coinbase.nextClient();

            old.send(match(1));
            assertThat(feed.next()).extracting(Heard::connection, Heard::text).containsExactly(1, match(1));
            acknowledge(young, feed);
            old.send(match(2));
            young.send(match(2));
            assertThat(List.of(feed.next(), feed.next()))
                    .extracting(Heard::connection)
                    .containsExactlyInAnyOrder(1, 2);
            assertThat(feed.isSubscribed()).isTrue();
            old.awaitLeaving();
            FeedRun.await(() -> feed.rotations() == 1);
            young.send(match(3));
            assertThat(feed.next()).extracting(Heard::connection, Heard::text).containsExactly(2, match(3));
            assertThat(feed.losses()).isEmpty();
        }
    }

    @Test
    void newConnectionThatIsNotAcknowledgedReplacesNothing() throws Exception {
        try (FeedRun feed = feed(Duration.ofMillis(1))) {
            Client old = coinbase.nextClient();
            Thread.sleep(500);
            assertThat(feed.isSubscribed()).isFalse();
            acknowledge(old, feed);
            coinbase.nextClient();
            Thread.sleep(500);

            old.send(match(1));
            assertThat(feed.nextFrame()).isEqualTo(match(1));
            assertThat(feed.rotations()).isZero();
        }
    }

    @Test
    void rotationThatFailsLeavesTheOldConnectionInPlace() throws Exception {
        try (FeedRun feed = feed(Duration.ofMillis(100))) {
            Client old = coinbase.nextClient();
            acknowledge(old, feed);
            coinbase.nextClient().close();
            feed.nextLoss();

            assertThat(feed.isSubscribed()).isTrue();
            old.send(match(1));
            assertThat(feed.nextFrame()).isEqualTo(match(1));
            acknowledge(coinbase.nextClient(), feed);
            old.awaitLeaving();
        }
    }

    @Test
    void oldConnectionThatIsLostInTheRotationIsReplacedByTheNewOne() throws Exception {
        try (FeedRun feed = feed(Duration.ofSeconds(20))) {
            Client old = coinbase.nextClient();
            acknowledge(old, feed);
            Client young = coinbase.nextClient();
            acknowledge(young, feed);

            old.close();

            feed.nextLoss();
            FeedRun.await(feed::isSubscribed);
            young.send(match(1));
            assertThat(feed.nextFrame()).isEqualTo(match(1));
            assertThat(feed.rotations()).as("it was a loss").isZero();
        }
    }

    @Test
    void newConnectionThatIsLostInTheOverlapIsFollowedByAnOverlapOfItsOwn() throws Exception {
        try (FeedRun feed = feed(Duration.ofSeconds(3))) {
            Client old = coinbase.nextClient();
            acknowledge(old, feed);
            Client lost = coinbase.nextClient();
            acknowledge(lost, feed);
            FeedRun.await(() -> feed.acknowledgements() == 2);
            lost.close();
            feed.nextLoss();

            acknowledge(coinbase.nextClient(), feed);

            FeedRun.await(() -> feed.acknowledgements() == 3);
            old.awaitLeaving();
            FeedRun.await(() -> feed.rotations() == 1);
        }
    }

    @Test
    void nothingIsLostThoughOldConnectionsLagBehindNewOnes() throws Exception {
        try (FeedRun feed = feed(Duration.ofSeconds(2))) {
            LaggingMarket market = new LaggingMarket(coinbase);
            market.start();
            FeedRun.await(() -> feed.rotations() >= 3);
            long last = market.stop();
            FeedRun.await(() -> ids(feed).contains(last));

            assertThat(ids(feed))
                    .containsAll(LongStream.rangeClosed(1, last).boxed().toList());
            assertThat(feed.losses()).isEmpty();
        }
    }

    private static Set<Long> ids(FeedRun feed) {
        return feed.frames().stream()
                .map(Heard::text)
                .filter(text -> text.startsWith("{\"type\":\"match\""))
                .map(text -> Long.valueOf(text.replaceAll(".*\"trade_id\":([0-9]+).*", "$1")))
                .collect(Collectors.toSet());
    }

    static String match(long id) {
        return "{\"type\":\"match\",\"trade_id\":" + id + ",\"product_id\":\"BTC-USD\"}";
    }

    /** Silence is no matter here. */
    private FeedRun feed(Duration overlap) {
        Timing timing = new Timing(
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                overlap,
                Duration.ofSeconds(10),
                FeedRun.QUICK.backoff());
        return new FeedRun(settings, new ExchangeProtocol(false), timing, HttpClient.newHttpClient());
    }

    private static void acknowledge(Client client, FeedRun feed) throws InterruptedException {
        client.send(FakeCoinbase.acknowledgement("BTC-USD"));
        assertThat(feed.nextFrame()).startsWith("{\"type\":\"subscriptions\"");
        FeedRun.await(feed::isSubscribed);
    }
}
