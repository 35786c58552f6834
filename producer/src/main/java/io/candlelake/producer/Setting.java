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
    PRODUCTS("", "markets, joined by commas, such as BTC-USD,ETH-USD; required"),
    KAFKA_BOOTSTRAP_SERVERS("", "where Kafka is, such as 127.0.0.1:19092, several joined by commas; required"),

    FEEDS("exchange,advanced", "WebSocket feeds: exchange, advanced, or both; either alone has every trade"),
    SIMULATED("false", "true where a stand-in serves Coinbase's addresses: the records of its feeds say simulator"),
    COINBASE_EXCHANGE_WS_URL("wss://ws-feed.exchange.coinbase.com", "Coinbase Exchange's WebSocket feed"),
    COINBASE_EXCHANGE_REST_URL("https://api.exchange.coinbase.com", "Coinbase Exchange's REST API, for missed trades"),
    COINBASE_ADVANCED_WS_URL("wss://advanced-trade-ws.coinbase.com", "Advanced Trade's WebSocket feed"),
    COINBASE_API_URL("https://api.coinbase.com", "Coinbase's REST API of spot prices"),
    PRODUCTS_PER_CONNECTION("50", "at most so many products share a connection of a feed"),
    ROTATION_MINUTES("720", "a connection gets at most so old before another takes its place"),

    BACKFILL_LIMIT("100000", "at most so many trades of one gap are fetched, the newest; the rest is unrepairable"),

    SPOT_PAIRS("", "pairs whose spot price is polled, joined by commas, such as BTC-USD,EUR-USD"),
    SPOT_INTERVAL_SECONDS("60", "how often"),

    RECORD_FILE("", "file that every frame is kept in, too, for a replay; .gz compresses it"),

    COINBASE_API_KEY_NAME("", "name of an API key; not needed for public data"),
    COINBASE_API_PRIVATE_KEY("", "its private key, PEM"),
    COINBASE_API_KEY_FILE("", "or the JSON file of the key; read again when it changes"),
    COINBASE_API_KEY_SECRET("", "or name or ARN of a secret of AWS Secrets Manager that holds that JSON"),

    KAFKA_PATIENCE_SECONDS("25", "how long Kafka may be absent at the start"),
    KAFKA_DELIVERY_SECONDS("360", "how long a record is tried before the producer gives up, with exit code 1"),
    KAFKA_BUFFER_MEGABYTES("32", "records that wait for Kafka; when it is full, feeds are not read"),

    HEALTH_PORT("0", "where /health/live, /health/ready and /metrics answer; 0: nowhere"),
    HEALTH_HOST("127.0.0.1", "address that this port listens on; 0.0.0.0 in a container"),
    CANDLELAKE_CONFIG("", "properties file of these settings; set by the environment alone");

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

    /** For whoever has to set it. */
    String meaning() {
        return meaning;
    }

    /** Empty when no setting is called so; names are in upper case. */
    static Optional<Setting> find(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    /** For {@code --help}. */
    String line() {
        return String.format(
                Locale.ROOT, "  %-27s %s%s", name(), meaning, absent.isEmpty() ? "" : " (default: " + absent + ")");
    }
}
