package io.candlelake.producer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be set: {@code PRODUCTS=BTC-USD,ETH-USD}. {@code docs/configuration.md} has the same table.
 *
 * <p>A value is taken from the environment, else from the file that {@code CANDLELAKE_CONFIG} names, else it is the default.
 * An empty value counts as none.
 */
enum Setting {
    PRODUCTS("", "required: markets, joined by commas, such as BTC-USD,ETH-USD"),
    KAFKA_BOOTSTRAP_SERVERS("", "required: where Kafka is, such as 127.0.0.1:19092, several joined by commas"),
    FEEDS("exchange,advanced", "which WebSocket feeds: exchange, advanced, or both; either alone has every trade"),
    SIMULATED("false", "true where a stand-in serves Coinbase's addresses: records of its feeds say simulator"),
    COINBASE_EXCHANGE_WS_URL("wss://ws-feed.exchange.coinbase.com", "Coinbase Exchange's WebSocket feed"),
    COINBASE_EXCHANGE_REST_URL(
            "https://api.exchange.coinbase.com", "Coinbase Exchange's REST API: trades that a feed missed"),
    COINBASE_ADVANCED_WS_URL("wss://advanced-trade-ws.coinbase.com", "Coinbase Advanced Trade's WebSocket feed"),
    COINBASE_API_URL("https://api.coinbase.com", "Coinbase's REST API of spot prices"),
    HEALTH_PORT("0", "/health/live, /health/ready and /metrics answer there; 0: none of them"),
    HEALTH_HOST("127.0.0.1", "address that the health port listens on; 0.0.0.0 in a container"),
    CANDLELAKE_CONFIG("", "a file of these settings, NAME=value a line; in the environment alone");

    private final String absent;
    private final String meaning;

    Setting(String absent, String meaning) {
        this.absent = absent;
        this.meaning = meaning;
    }

    /** What holds where nothing is set; empty where that is nothing. */
    String absent() {
        return absent;
    }

    /** For a person who has to set it. */
    String meaning() {
        return meaning;
    }

    /** Empty when no setting is called so. Names are in upper case. */
    static Optional<Setting> find(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    /** A line of {@code --help}: name, default, meaning. */
    String line() {
        return String.format(
                Locale.ROOT, "  %-28s %s%s", name(), meaning, absent.isEmpty() ? "" : " (default: " + absent + ")");
    }
}
