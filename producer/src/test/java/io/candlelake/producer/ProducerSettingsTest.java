package io.candlelake.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FeedSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProducerSettingsTest {
    @Test
    void twoVariablesAreEnough() {
        assertThat(ProducerSettings.parse(Map.of("PRODUCTS", "BTC-USD", "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092")))
                .isEqualTo(new ProducerSettings(
                        FeedSettings.of(
                                Feed.EXCHANGE,
                                URI.create("wss://ws-feed.exchange.coinbase.com"),
                                List.of(ProductId.of("BTC-USD"))),
                        "127.0.0.1:19092",
                        0));
    }

    @Test
    void everyVariableIsRead() {
        assertThat(ProducerSettings.parse(Map.of(
                        "PRODUCTS", "ETH-USD, BTC-USD,ETH-USD",
                        "KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2",
                        "COINBASE_EXCHANGE_WS_URL", "ws://localhost:8080/",
                        "FEED", "simulator",
                        "HEALTH_PORT", "8081")))
                .isEqualTo(new ProducerSettings(
                        FeedSettings.of(
                                Feed.SIMULATOR,
                                URI.create("ws://localhost:8080/"),
                                List.of(ProductId.of("ETH-USD"), ProductId.of("BTC-USD"))),
                        "a:1,b:2",
                        8081));
    }

    @Test
    void allProblemsAreReportedTogether() {
        assertThatThrownBy(() -> ProducerSettings.parse(Map.of(
                        "PRODUCTS", "BTC-USD,btc-eur,ETH",
                        "KAFKA_BOOTSTRAP_SERVERS", "localhost",
                        "COINBASE_EXCHANGE_WS_URL", "https://coinbase.com",
                        "FEED", "replay",
                        "HEALTH_PORT", "65536")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PRODUCTS has 'btc-eur', not of a form like BTC-USD, in upper case; "
                        + "PRODUCTS has 'ETH', not of a form like BTC-USD, in upper case; "
                        + "KAFKA_BOOTSTRAP_SERVERS is 'localhost', not host:port, several joined by commas; "
                        + "COINBASE_EXCHANGE_WS_URL is 'https://coinbase.com', not a WebSocket address like "
                        + "wss://ws-feed.exchange.coinbase.com; "
                        + "FEED is 'replay', neither exchange nor simulator; "
                        + "HEALTH_PORT is '65536', not a port from 1 to 65535, or 0 for none");
    }

    @Test
    void whatIsRequiredIsNamed() {
        assertThatThrownBy(() -> ProducerSettings.parse(Map.of("PRODUCTS", " , ")))
                .hasMessageContaining("PRODUCTS is not set")
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is not set");
    }
}
