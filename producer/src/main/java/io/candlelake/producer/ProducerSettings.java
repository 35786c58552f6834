package io.candlelake.producer;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FeedSettings;
import io.candlelake.producer.secret.KeySettings;
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
 * @param key of Coinbase's API, where there is one
 * @param bootstrapServers where Kafka is
 * @param healthHost address of the health port
 * @param healthPort 0 for none
 */
record ProducerSettings(
        List<ProductId> products,
        Optional<FeedSettings> exchange,
        Optional<FeedSettings> advanced,
        KeySettings key,
        String bootstrapServers,
        String healthHost,
        int healthPort) {
    private static final int HIGHEST_PORT = 65_535;

    /** Throws {@link IllegalArgumentException} with all problems in one line. */
    static ProducerSettings parse(Map<String, String> environment) {
        SettingReader reader = new SettingReader(environment);
        List<ProductId> products = products(reader);
        List<String> feeds = feeds(reader);
        Optional<FeedSettings> exchange =
                feed(Feed.EXCHANGE, Setting.COINBASE_EXCHANGE_WS_URL, feeds, products, reader);
        Optional<FeedSettings> advanced =
                feed(Feed.ADVANCED, Setting.COINBASE_ADVANCED_WS_URL, feeds, products, reader);
        KeySettings key = KeySettings.parse(reader.texts(), reader.problems());
        String bootstrapServers = bootstrapServers(reader);
        int healthPort = reader.number(Setting.HEALTH_PORT, 0, HIGHEST_PORT);
        reader.requireNoProblem();
        return new ProducerSettings(
                products, exchange, advanced, key, bootstrapServers, reader.text(Setting.HEALTH_HOST), healthPort);
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
                    + "', neither exchange nor advanced, nor both joined " + "by a comma");
        }
        return words;
    }

    /** Empty where it is not wanted, and where there is no product for it, which is a problem already. */
    private static Optional<FeedSettings> feed(
            Feed feed, Setting address, List<String> wanted, List<ProductId> products, SettingReader reader) {
        Feed label = reader.yes(Setting.SIMULATED) ? Feed.SIMULATOR : feed;
        var uri = reader.uri(address, "ws");
        int productsPerConnection = reader.number(Setting.PRODUCTS_PER_CONNECTION, 1, 1_000);
        Duration rotation = Duration.ofMinutes(reader.number(Setting.ROTATION_MINUTES, 1, 1_440));
        return wanted.contains(feed.label()) && !products.isEmpty()
                ? Optional.of(new FeedSettings(label, uri, products, productsPerConnection, rotation))
                : Optional.empty();
    }

    private static String bootstrapServers(SettingReader reader) {
        String text = reader.text(Setting.KAFKA_BOOTSTRAP_SERVERS);
        if (text.isEmpty()) {
            reader.problem("KAFKA_BOOTSTRAP_SERVERS is not set (where Kafka is, such as 127.0.0.1:19092)");
        } else if (!text.matches("[^\\s,:]+:[0-9]{1,5}(,[^\\s,:]+:[0-9]{1,5})*")) {
            reader.problem("KAFKA_BOOTSTRAP_SERVERS is '" + text + "', not host:port, several joined by commas");
        }
        return text;
    }
}
