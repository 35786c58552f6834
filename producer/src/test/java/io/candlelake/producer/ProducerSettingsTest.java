package io.candlelake.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FeedSettings;
import io.candlelake.producer.gap.GapSettings;
import io.candlelake.producer.raw.KafkaWriteSettings;
import io.candlelake.producer.rest.RestSettings;
import io.candlelake.producer.spot.SpotSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProducerSettingsTest {
    private static final Map<String, String> ENOUGH =
            Map.of("PRODUCTS", "BTC-USD", "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void twoVariablesAreEnough() {
        ProducerSettings settings = ProducerSettings.parse(ENOUGH);

        List<ProductId> products = List.of(ProductId.of("BTC-USD"));
        assertThat(settings.products()).isEqualTo(products);
        assertThat(settings.exchange())
                .contains(FeedSettings.of(Feed.EXCHANGE, URI.create("wss://ws-feed.exchange.coinbase.com"), products));
        assertThat(settings.advanced())
                .contains(FeedSettings.of(Feed.ADVANCED, URI.create("wss://advanced-trade-ws.coinbase.com"), products));
        assertThat(settings.key().source()).isEmpty();
        assertThat(settings.recording()).isEmpty();
        assertThat(settings.rest()).isEqualTo(RestSettings.of(URI.create("https://api.exchange.coinbase.com")));
        assertThat(settings.gaps()).isEqualTo(GapSettings.defaults());
        assertThat(settings.spotApi()).isEqualTo(URI.create("https://api.coinbase.com"));
        assertThat(settings.spot()).isEqualTo(new SpotSettings(List.of(), Duration.ofSeconds(60)));
        assertThat(settings.kafka())
                .as("the documented defaults are the package's own")
                .isEqualTo(KafkaWriteSettings.of("127.0.0.1:19092"));
        assertThat(settings.healthHost()).isEqualTo("127.0.0.1");
        assertThat(settings.healthPort()).isZero();
    }

    @Test
    void everyVariableIsRead() {
        ProducerSettings settings = ProducerSettings.parse(Map.ofEntries(
                Map.entry("PRODUCTS", "ETH-USD, BTC-USD,ETH-USD"),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2"),
                Map.entry("FEEDS", "advanced"),
                Map.entry("SIMULATED", "true"),
                Map.entry("COINBASE_ADVANCED_WS_URL", "ws://localhost:8080/advanced"),
                Map.entry("COINBASE_EXCHANGE_REST_URL", "http://localhost:8080/rest/"),
                Map.entry("COINBASE_API_URL", "http://localhost:8080/"),
                Map.entry("BACKFILL_LIMIT", "500"),
                Map.entry("SPOT_PAIRS", "EUR-USD"),
                Map.entry("SPOT_INTERVAL_SECONDS", "5"),
                Map.entry("RECORD_FILE", "session.ndjson.gz"),
                Map.entry("KAFKA_BUFFER_MEGABYTES", "64"),
                Map.entry("KAFKA_DELIVERY_SECONDS", "30"),
                Map.entry("KAFKA_PATIENCE_SECONDS", "5"),
                Map.entry("PRODUCTS_PER_CONNECTION", "7"),
                Map.entry("ROTATION_MINUTES", "90"),
                Map.entry("HEALTH_HOST", "0.0.0.0"),
                Map.entry("HEALTH_PORT", "8081")));

        assertThat(settings.exchange()).isEmpty();
        assertThat(settings.advanced())
                .contains(new FeedSettings(
                        Feed.SIMULATOR,
                        URI.create("ws://localhost:8080/advanced"),
                        List.of(ProductId.of("ETH-USD"), ProductId.of("BTC-USD")),
                        7,
                        Duration.ofMinutes(90)));
        assertThat(settings.kafka())
                .isEqualTo(new KafkaWriteSettings(
                        "a:1,b:2", 64 * 1024 * 1024, Duration.ofSeconds(30), Duration.ofSeconds(5)));
        assertThat(settings.rest().base()).isEqualTo(URI.create("http://localhost:8080/rest"));
        assertThat(settings.gaps().backfillLimit()).isEqualTo(500);
        assertThat(settings.spotApi()).isEqualTo(URI.create("http://localhost:8080/"));
        assertThat(settings.spot())
                .isEqualTo(new SpotSettings(List.of(ProductId.of("EUR-USD")), Duration.ofSeconds(5)));
        assertThat(settings.recording()).contains(Path.of("session.ndjson.gz"));
        assertThat(settings.healthHost()).isEqualTo("0.0.0.0");
        assertThat(settings.healthPort()).isEqualTo(8081);
    }

    @Test
    void allProblemsAreReportedTogether() {
        assertThatThrownBy(() -> ProducerSettings.parse(Map.ofEntries(
                        Map.entry("PRODUCTS", "BTC-USD,btc-eur,ETH"),
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", "localhost"),
                        Map.entry("FEEDS", "exchange,prime"),
                        Map.entry("SIMULATED", "yes"),
                        Map.entry("COINBASE_EXCHANGE_WS_URL", "https://coinbase.com"),
                        Map.entry("ROTATION_MINUTES", "0"),
                        Map.entry("COINBASE_API_URL", "ws://coinbase.com"),
                        Map.entry("SPOT_INTERVAL_SECONDS", "x"),
                        Map.entry("HEALTH_PORT", "65536"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PRODUCTS has 'btc-eur', not of a form like BTC-USD, in upper case; "
                        + "PRODUCTS has 'ETH', not of a form like BTC-USD, in upper case; "
                        + "FEEDS is 'exchange,prime', neither exchange nor advanced, nor both joined by a comma; "
                        + "SIMULATED is 'yes', neither true nor false; "
                        + "COINBASE_EXCHANGE_WS_URL is 'https://coinbase.com', not a WebSocket address like "
                        + "wss://ws-feed.exchange.coinbase.com; "
                        + "ROTATION_MINUTES is '0', not a number from 1 to 1440; "
                        + "COINBASE_API_URL is 'ws://coinbase.com', not an HTTP address like https://api.coinbase.com; "
                        + "SPOT_INTERVAL_SECONDS is 'x', not a number from 1 to 86400; "
                        + "KAFKA_BOOTSTRAP_SERVERS is 'localhost', not host:port, several joined by commas; "
                        + "HEALTH_PORT is '65536', not a number from 0 to 65535");
    }

    @Test
    void whatIsRequiredIsNamed() {
        assertThatThrownBy(() -> ProducerSettings.parse(Map.of("PRODUCTS", " , ")))
                .hasMessageContaining("PRODUCTS is not set")
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is not set");
    }

    @Test
    void environmentWinsOverTheFileAndTheFileOverDefaults() throws IOException {
        Path file = file(
                "PRODUCTS=ETH-USD\nFEEDS = exchange\nHEALTH_PORT=8082\n# a comment\nKAFKA_BOOTSTRAP_SERVERS=a:1\n");

        ProducerSettings settings = ProducerSettings.parse(
                Map.of("CANDLELAKE_CONFIG", file.toString(), "PRODUCTS", "BTC-USD", "FEEDS", ""));

        assertThat(settings.products()).containsExactly(ProductId.of("BTC-USD"));
        assertThat(settings.advanced())
                .as("an empty variable is none: the file's")
                .isEmpty();
        assertThat(settings.healthPort()).isEqualTo(8082);
        assertThat(settings.healthHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void unknownNameInTheFileIsAProblemTogetherWithTheOthers() throws IOException {
        Path file = file("PRODUCT=BTC-USD\nCANDLELAKE_CONFIG=other\nHEALTH_PORT=no\n");

        assertThatThrownBy(() -> ProducerSettings.parse(with("CANDLELAKE_CONFIG", file.toString())))
                .hasMessageContaining(file + " sets 'PRODUCT', which is no setting of a file")
                .hasMessageContaining(file + " sets 'CANDLELAKE_CONFIG', which is no setting of a file")
                .hasMessageContaining("HEALTH_PORT is 'no'");
    }

    @Test
    void fileThatCannotBeReadIsAProblem() throws IOException {
        assertThatThrownBy(() -> ProducerSettings.parse(with("CANDLELAKE_CONFIG", folder + "/none.properties")))
                .hasMessageContaining("CANDLELAKE_CONFIG is '" + folder + "/none.properties', which cannot be read");
        Path broken = file("PRODUCTS=\\u00ZZ\n");
        assertThatThrownBy(() -> ProducerSettings.parse(with("CANDLELAKE_CONFIG", broken.toString())))
                .hasMessageContaining("cannot be read as a properties file");
    }

    @Test
    void secretIsNotShown() {
        Map<String, String> broken = new TreeMap<>(ENOUGH);
        broken.put("COINBASE_API_KEY_NAME", "organizations/canary-name");
        broken.put("COINBASE_API_PRIVATE_KEY", "canary-key");

        assertThatThrownBy(() -> ProducerSettings.parse(broken))
                .hasMessageContaining("COINBASE_API_PRIVATE_KEY")
                .hasMessageNotContaining("canary-key");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> more = new TreeMap<>(ENOUGH);
        more.put(name, value);
        return more;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("candlelake.properties"), text);
    }
}
