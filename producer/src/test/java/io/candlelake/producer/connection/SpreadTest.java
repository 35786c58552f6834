package io.candlelake.producer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FakeCoinbase.Client;
import io.candlelake.producer.exchange.ExchangeProtocol;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two products, each on a connection of its own. */
class SpreadTest {
    private static final String HEARTBEAT = "{\"type\":\"heartbeat\",\"product_id\":\"BTC-USD\"}";

    private final FakeCoinbase coinbase = new FakeCoinbase();
    private final FeedSettings settings = FeedSettings.of(
                    Feed.EXCHANGE, coinbase.uri(), List.of(ProductId.of("BTC-USD"), ProductId.of("ETH-USD")))
            .withProductsPerConnection(1);

    SpreadTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        coinbase.close();
    }

    @Test
    void productsAreSpreadOverConnectionsAndOnlyTheFirstCarriesStatus() throws Exception {
        try (FeedRun spread = new FeedRun(settings, new ExchangeProtocol(true))) {
            Client one = coinbase.nextClient();
            Client two = coinbase.nextClient();
            String message = one.nextMessage();
            Client first = message.contains("BTC-USD") ? one : two;
            Client second = first == one ? two : one;
            assertThat(List.of(message, two.nextMessage()))
                    .containsExactlyInAnyOrder(
                            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],"
                                    + "\"channels\":[\"matches\",\"heartbeat\",\"status\"]}",
                            "{\"type\":\"subscribe\",\"product_ids\":[\"ETH-USD\"],"
                                    + "\"channels\":[\"matches\",\"heartbeat\"]}");

            first.send(FakeCoinbase.acknowledgement("BTC-USD"));
            assertThat(spread.nextFrame()).startsWith("{\"type\":\"subscriptions\"");
            first.send(HEARTBEAT);
            assertThat(spread.nextFrame()).isEqualTo(HEARTBEAT);
            assertThat(spread.isSubscribed()).as("one of two").isFalse();

            second.send(FakeCoinbase.acknowledgement("ETH-USD"));
            FeedRun.await(spread::isSubscribed);
            first.close();
            FeedRun.await(() -> !spread.isSubscribed());
            assertThat(spread.connections()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void firstFatalErrorEndsAllConnections() throws Exception {
        try (FeedRun spread = new FeedRun(settings, new ExchangeProtocol(false))) {
            Client one = coinbase.nextClient();
            Client two = coinbase.nextClient();
            one.send("{\"type\":\"error\",\"message\":\"NOPE-USD is not a valid product\"}");

            assertThatThrownBy(spread::awaitEnd).isInstanceOf(SubscriptionRefusedException.class);
            two.awaitLeaving();
        }
    }
}
