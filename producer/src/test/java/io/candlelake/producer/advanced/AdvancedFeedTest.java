package io.candlelake.producer.advanced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FakeCoinbase;
import io.candlelake.producer.connection.FakeCoinbase.Client;
import io.candlelake.producer.connection.FeedRun;
import io.candlelake.producer.connection.FeedSettings;
import io.candlelake.producer.connection.SubscriptionRefusedException;
import io.candlelake.producer.secret.Authorization;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdvancedFeedTest {
    private static final String SNAPSHOT =
            "{\"channel\":\"market_trades\",\"sequence_num\":0,\"events\":[{\"type\":\"snapshot\",\"trades\":[]}]}";

    private final FakeCoinbase coinbase = new FakeCoinbase();
    private final FeedRun feed = new FeedRun(
            FeedSettings.of(Feed.ADVANCED, coinbase.uri(), List.of(ProductId.of("BTC-USDC"))),
            new AdvancedProtocol(Authorization.NONE));

    AdvancedFeedTest() throws IOException {}

    @AfterEach
    void stop() throws IOException, InterruptedException {
        feed.close();
        coinbase.close();
    }

    @Test
    void bothMessagesAreSentAndFramesBeforeTheAcknowledgementAreKept() throws Exception {
        Client client = coinbase.nextClient();
        assertThat(client.nextMessage()).contains("\"market_trades\"");
        assertThat(client.nextMessage()).contains("\"heartbeats\"");

        client.send(SNAPSHOT);
        String first = AdvancedSubscriptionTest.answer("{\"market_trades\":[\"BTC-USD\"]}");
        client.send(first);
        assertThat(feed.nextFrame()).isEqualTo(SNAPSHOT);
        assertThat(feed.nextFrame()).isEqualTo(first);
        assertThat(feed.isSubscribed()).isFalse();
        client.send(
                AdvancedSubscriptionTest.answer("{\"heartbeats\":[\"heartbeats\"],\"market_trades\":[\"BTC-USD\"]}"));
        FeedRun.await(feed::isSubscribed);
    }

    @Test
    void refusedTokenIsALostConnectionForTheNextIsFresh() throws Exception {
        coinbase.nextClient().send("{\"type\":\"error\",\"message\":\"authentication failure\"}");

        assertThat(feed.nextLoss()).isEqualTo("Coinbase says: authentication failure");
        coinbase.nextClient();
    }

    @Test
    void productThatIsLeftOutEndsTheFeed() throws Exception {
        coinbase.nextClient()
                .send(AdvancedSubscriptionTest.answer("{\"heartbeats\":[\"heartbeats\"],\"market_trades\":[]}"));

        assertThatThrownBy(feed::awaitEnd)
                .isInstanceOf(SubscriptionRefusedException.class)
                .hasMessageContaining("market_trades of BTC-USDC");
    }
}
