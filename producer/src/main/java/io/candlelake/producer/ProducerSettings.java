package io.candlelake.producer;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FeedSettings;
import io.candlelake.producer.gap.GapSettings;
import io.candlelake.producer.raw.KafkaWriteSettings;
import io.candlelake.producer.rest.RestSettings;
import io.candlelake.producer.secret.KeySettings;
import io.candlelake.producer.spot.SpotSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The producer's configuration, parsed once: {@code ProducerSettings.parse(System.getenv())}. {@link Setting} is its table.
 *
 * @param products whose trades are taken in; at least one
 * @param exchange Coinbase Exchange's feed, where it is wanted
 * @param advanced Advanced Trade's, where it is wanted; one of the two is
 * @param rest where missed trades are asked for
 * @param gaps how they are
 * @param spotApi where spot prices are asked for
 * @param spot which, and how often
 * @param key of Coinbase's API, where there is one
 * @param recording file that everything is kept in, too, where one is wanted
 * @param kafka where and how frames are written
 * @param healthHost address of the health port
 * @param healthPort 0 for none
 */
record ProducerSettings(
        List<ProductId> products,
        Optional<FeedSettings> exchange,
        Optional<FeedSettings> advanced,
        RestSettings rest,
        GapSettings gaps,
        URI spotApi,
        SpotSettings spot,
        KeySettings key,
        Optional<Path> recording,
        KafkaWriteSettings kafka,
        String healthHost,
        int healthPort) {
    private static final int HIGHEST_PORT = 65_535;
    private static final int DAY_MINUTES = 1_440;
    private static final int HOUR_SECONDS = 3_600;

    /** Throws {@link IllegalArgumentException} with all problems in one line. */
    static ProducerSettings parse(Map<String, String> environment) {
        SettingReader reader = new SettingReader(environment);
        List<ProductId> products = products(reader);
        List<String> feeds = feeds(reader);
        boolean simulated = reader.yes(Setting.SIMULATED);
        ProducerSettings settings = new ProducerSettings(
                products,
                feed(simulated, Feed.EXCHANGE, Setting.COINBASE_EXCHANGE_WS_URL, feeds, products, reader),
                feed(simulated, Feed.ADVANCED, Setting.COINBASE_ADVANCED_WS_URL, feeds, products, reader),
                RestSettings.of(reader.uri(Setting.COINBASE_EXCHANGE_REST_URL, "http")),
                GapSettings.defaults().withBackfillLimit(reader.number(Setting.BACKFILL_LIMIT, 1, 999_999_999)),
                reader.uri(Setting.COINBASE_API_URL, "http"),
                new SpotSettings(
                        reader.products(Setting.SPOT_PAIRS),
                        Duration.ofSeconds(reader.number(Setting.SPOT_INTERVAL_SECONDS, 1, 24 * HOUR_SECONDS))),
                KeySettings.parse(reader.texts(), reader.problems()),
                reader.path(Setting.RECORD_FILE),
                kafka(reader),
                reader.text(Setting.HEALTH_HOST),
                reader.number(Setting.HEALTH_PORT, 0, HIGHEST_PORT));
        reader.requireNoProblem();
        return settings;
    }

    private static List<ProductId> products(SettingReader reader) {
        if (reader.words(Setting.PRODUCTS).isEmpty()) {
            reader.problem("PRODUCTS is not set (which markets to listen to, such as BTC-USD,ETH-USD)");
        }
        return reader.products(Setting.PRODUCTS);
    }

    private static List<String> feeds(SettingReader reader) {
        List<String> words = reader.words(Setting.FEEDS);
        List<String> known = List.of(Feed.EXCHANGE.label(), Feed.ADVANCED.label());
        if (words.isEmpty() || !known.containsAll(words)) {
            reader.problem("FEEDS is '" + reader.text(Setting.FEEDS)
                    + "', neither exchange nor advanced, nor both joined by a comma");
        }
        return words;
    }

    /** Empty where it is not wanted, and where there is no product for it, which is a problem already. */
    private static Optional<FeedSettings> feed(
            boolean simulated,
            Feed feed,
            Setting address,
            List<String> wanted,
            List<ProductId> products,
            SettingReader reader) {
        URI uri = reader.uri(address, "ws");
        int productsPerConnection = reader.number(Setting.PRODUCTS_PER_CONNECTION, 1, 1_000);
        Duration rotation = Duration.ofMinutes(reader.number(Setting.ROTATION_MINUTES, 1, DAY_MINUTES));
        Feed label = simulated ? Feed.SIMULATOR : feed;
        return wanted.contains(feed.label()) && !products.isEmpty()
                ? Optional.of(new FeedSettings(label, uri, products, productsPerConnection, rotation))
                : Optional.empty();
    }

    private static KafkaWriteSettings kafka(SettingReader reader) {
        String servers = reader.text(Setting.KAFKA_BOOTSTRAP_SERVERS);
        if (servers.isEmpty()) {
            reader.problem("KAFKA_BOOTSTRAP_SERVERS is not set (where Kafka is, such as 127.0.0.1:19092)");
        } else if (!servers.matches("[^\\s,:]+:[0-9]{1,5}(,[^\\s,:]+:[0-9]{1,5})*")) {
            reader.problem("KAFKA_BOOTSTRAP_SERVERS is '" + servers + "', not host:port, several joined by commas");
        }
        return new KafkaWriteSettings(
                servers,
                reader.number(Setting.KAFKA_BUFFER_MEGABYTES, 1, 1_024) * 1_024 * 1_024,
                Duration.ofSeconds(reader.number(Setting.KAFKA_DELIVERY_SECONDS, 1, HOUR_SECONDS)),
                Duration.ofSeconds(reader.number(Setting.KAFKA_PATIENCE_SECONDS, 1, HOUR_SECONDS)));
    }
}
