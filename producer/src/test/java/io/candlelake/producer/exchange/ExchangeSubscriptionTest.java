package io.candlelake.producer.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.Signal;
import io.candlelake.producer.connection.Signal.Kind;
import io.candlelake.producer.connection.Subscription;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeSubscriptionTest {
    private final List<ProductId> products = List.of(ProductId.of("BTC-USD"), ProductId.of("ETH-USD"));
    private final Subscription subscription = new ExchangeProtocol(true).subscription(products, false);

    @Test
    void oneMessageAsksForAllChannels() {
        assertThat(subscription.messages())
                .containsExactly("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],"
                        + "\"channels\":[\"matches\",\"heartbeat\"]}");
    }

    @Test
    void statusIsAskedForOnceAndOnlyWhenSet() {
        assertThat(new ExchangeProtocol(true)
                        .subscription(products, true)
                        .messages()
                        .get(0))
                .contains("[\"matches\",\"heartbeat\",\"status\"]");
        assertThat(new ExchangeProtocol(false)
                        .subscription(products, true)
                        .messages()
                        .get(0))
                .doesNotContain("status");
    }

    @Test
    void anyOrderOfProductsAndChannelsAcknowledges() {
        assertThat(read("""
                {"type":"subscriptions","channels":[{"name":"level2_50","product_ids":["BTC-USD"],"account_ids":null},\
                {"name":"heartbeat","product_ids":["ETH-USD","BTC-USD"]},{"name":"matches","product_ids":["BTC-USD","ETH-USD"]}]}""")).isEqualTo(Signal.ACKNOWLEDGED);
    }

    @Test
    void acknowledgementWithoutAChannelRefusesIt() {
        assertThat(
                        read(
                                "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"]}]}"))
                .isEqualTo(
                        Signal.refused("Coinbase does not give heartbeat of BTC-USD, ETH-USD: is it a product there? "
                                + "Correct PRODUCTS"));
    }

    @Test
    void missingStatusIsNoReasonToGoWithoutTrades() {
        Subscription withStatus = new ExchangeProtocol(true).subscription(products, true);
        assertThat(withStatus.read("""
                {"type":"subscriptions","channels":[{"name":"heartbeat","product_ids":["ETH-USD","BTC-USD"]},\
                {"name":"matches","product_ids":["BTC-USD","ETH-USD"]}]}""".getBytes(UTF_8))).isEqualTo(Signal.ACKNOWLEDGED);
    }

    @Test
    void onlyAnErrorThatNamesAProductIsARefusal() {
        assertThat(
                        read("{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"X-USD is not a valid product\"}")
                                .kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(
                        read("{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"Invalid product ID provided\"}")
                                .kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(read("{\"type\":\"error\",\"message\":\"ErrSlowConsume\"}"))
                .isEqualTo(Signal.error("Coinbase says: ErrSlowConsume"));
        assertThat(
                        read(
                                "{\"message\":\"Failed to subscribe\",\"reason\":\"No channels\\n provided\",\"type\":\"error\"}"))
                .isEqualTo(Signal.error("Coinbase says: Failed to subscribe: No channels provided"));
    }

    @Test
    void heartbeatsAreHeardAndEverythingElseIsData() {
        assertThat(read("{\"type\":\"heartbeat\",\"last_trade_id\":0}")).isEqualTo(Signal.HEARTBEAT);
        assertThat(read("{\"type\":\"match\",\"trade_id\":1}")).isEqualTo(Signal.DATA);
        assertThat(read("{\"type\":\"last_match\",\"trade_id\":1}")).isEqualTo(Signal.DATA);
        assertThat(read("{\"type\":\"status\",\"products\":[]}")).isEqualTo(Signal.DATA);
        assertThat(read("nonsense")).isEqualTo(Signal.DATA);
        assertThat(read("")).isEqualTo(Signal.DATA);
    }

    private Signal read(String frame) {
        return subscription.read(frame.getBytes(UTF_8));
    }
}
