package io.candlelake.producer.advanced;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.Signal;
import io.candlelake.producer.connection.Signal.Kind;
import io.candlelake.producer.connection.Subscription;
import io.candlelake.producer.secret.Authorization;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdvancedSubscriptionTest {
    private final Subscription subscription = of("BTC-USD", "ETH-USD");

    @Test
    void eachChannelHasAMessageOfItsOwn() {
        assertThat(subscription.messages())
                .containsExactly(
                        "{\"type\":\"subscribe\",\"channel\":\"market_trades\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"]}",
                        "{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}")
                .hasSize(AdvancedSubscription.MESSAGES);
    }

    @Test
    void everyMessageHasAFreshToken() {
        Authorization counting = new Authorization() {
            private int count;

            @Override
            public Optional<String> webSocketToken() {
                count++;
                return Optional.of("token-" + count);
            }

            @Override
            public Optional<String> restToken(String method, URI uri) {
                return Optional.empty();
            }
        };
        Subscription authorized = new AdvancedProtocol(counting).subscription(List.of(ProductId.of("BTC-USD")), true);

        assertThat(authorized.messages())
                .containsExactly(
                        "{\"type\":\"subscribe\",\"channel\":\"market_trades\",\"product_ids\":[\"BTC-USD\"],"
                                + "\"jwt\":\"token-1\"}",
                        "{\"type\":\"subscribe\",\"channel\":\"heartbeats\",\"jwt\":\"token-2\"}");
        assertThat(authorized).asString().doesNotContain("token");
    }

    @Test
    void answerToTheFirstMessageIsNotYetTheAcknowledgement() {
        assertThat(read("{\"market_trades\":[\"ETH-USD\",\"BTC-USD\"]}")).isEqualTo(Signal.DATA);
        assertThat(read("{\"heartbeats\":[\"heartbeats\"],\"market_trades\":[\"ETH-USD\",\"BTC-USD\"]}"))
                .isEqualTo(Signal.ACKNOWLEDGED);
    }

    @Test
    void answerThatLeavesAProductOutRefusesIt() {
        assertThat(read("{\"heartbeats\":[\"heartbeats\"],\"market_trades\":[\"BTC-USD\"]}"))
                .isEqualTo(Signal.refused("Coinbase does not give market_trades of ETH-USD: is it a product there? "
                        + "Correct PRODUCTS"));
    }

    @Test
    void usdcIsAcknowledgedAsUsd() {
        Subscription usdc = of("BTC-USDC");
        String usd = answer("{\"heartbeats\":[\"heartbeats\"],\"market_trades\":[\"BTC-USD\"]}");
        String itself = answer("{\"heartbeats\":[\"heartbeats\"],\"market_trades\":[\"BTC-USDC\"]}");
        String other = answer("{\"heartbeats\":[\"heartbeats\"],\"market_trades\":[\"ETH-USD\"]}");

        assertThat(usdc.messages().get(0)).contains("BTC-USDC");
        assertThat(usdc.read(usd.getBytes(UTF_8))).isEqualTo(Signal.ACKNOWLEDGED);
        assertThat(usdc.read(itself.getBytes(UTF_8))).isEqualTo(Signal.ACKNOWLEDGED);
        assertThat(usdc.read(other.getBytes(UTF_8)).kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void heartbeatsAndErrorsAreHeardAndEverythingElseIsData() {
        assertThat(frame("{\"channel\":\"heartbeats\",\"events\":[{\"heartbeat_counter\":1}]}"))
                .isEqualTo(Signal.HEARTBEAT);
        assertThat(frame("{\"channel\":\"market_trades\",\"events\":[{\"type\":\"snapshot\",\"trades\":[]}]}"))
                .isEqualTo(Signal.DATA);
        assertThat(frame("{\"type\":\"error\",\"message\":\"authentication failure\"}"))
                .isEqualTo(Signal.error("Coinbase says: authentication failure"));
        assertThat(frame("{\"type\":\"error\",\"message\":\"Invalid product_id: NOPE-USD does not exist\"}")
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    private Signal read(String subscriptions) {
        return frame(answer(subscriptions));
    }

    private Signal frame(String frame) {
        return subscription.read(frame.getBytes(UTF_8));
    }

    static String answer(String subscriptions) {
        return "{\"channel\":\"subscriptions\",\"timestamp\":\"2026-08-09T21:05:48.629706932Z\",\"sequence_num\":26,"
                + "\"events\":[{\"subscriptions\":" + subscriptions + "}]}";
    }

    private static Subscription of(String... products) {
        return new AdvancedProtocol(Authorization.NONE)
                .subscription(List.of(products).stream().map(ProductId::of).toList(), true);
    }
}
