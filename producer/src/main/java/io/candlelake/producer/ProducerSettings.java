package io.candlelake.producer;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import io.candlelake.producer.connection.FeedSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The producer's configuration, from the environment alone:
 *
 * <table>
 * <caption>Variables</caption>
 * <tr><td>PRODUCTS</td><td>required: {@code BTC-USD,ETH-USD}</td></tr>
 * <tr><td>KAFKA_BOOTSTRAP_SERVERS</td><td>required: {@code 127.0.0.1:19092}, several joined by commas</td></tr>
 * <tr><td>COINBASE_EXCHANGE_WS_URL</td><td>{@code wss://ws-feed.exchange.coinbase.com}</td></tr>
 * <tr><td>FEED</td><td>{@code exchange}, or {@code simulator}: what the records say of their origin</td></tr>
 * <tr><td>HEALTH_PORT</td><td>0: no health server</td></tr>
 * </table>
 *
 * @param exchange what to listen to
 * @param bootstrapServers where Kafka is
 * @param healthPort 0 for none
 */
record ProducerSettings(FeedSettings exchange, String bootstrapServers, int healthPort) {
    private static final String COINBASE = "wss://ws-feed.exchange.coinbase.com";

    /** Throws {@link IllegalArgumentException} with all problems in one line. */
    static ProducerSettings parse(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Set<ProductId> products = products(environment.getOrDefault("PRODUCTS", ""), problems);
        String bootstrapServers = bootstrapServers(environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", ""), problems);
        URI uri = uri(environment.getOrDefault("COINBASE_EXCHANGE_WS_URL", COINBASE), problems);
        Feed feed = feed(environment.getOrDefault("FEED", Feed.EXCHANGE.label()), problems);
        int healthPort = port(environment.getOrDefault("HEALTH_PORT", "0"), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new ProducerSettings(FeedSettings.of(feed, uri, List.copyOf(products)), bootstrapServers, healthPort);
    }

    private static Set<ProductId> products(String text, List<String> problems) {
        Set<ProductId> products = new LinkedHashSet<>();
        for (String word : text.split(",", -1)) {
            if (!word.isBlank()) {
                ProductId.parse(word.strip())
                        .ifPresentOrElse(
                                products::add,
                                () -> problems.add("PRODUCTS has '" + word.strip()
                                        + "', not of a form like BTC-USD, in upper case"));
            }
        }
        if (products.isEmpty() && problems.isEmpty()) {
            problems.add("PRODUCTS is not set (which markets to listen to, such as BTC-USD,ETH-USD)");
        }
        return products;
    }

    private static String bootstrapServers(String text, List<String> problems) {
        if (text.isBlank()) {
            problems.add("KAFKA_BOOTSTRAP_SERVERS is not set (where Kafka is, such as 127.0.0.1:19092)");
        } else if (!text.matches("[^\\s,:]+:[0-9]{1,5}(,[^\\s,:]+:[0-9]{1,5})*")) {
            problems.add("KAFKA_BOOTSTRAP_SERVERS is '" + text + "', not host:port, several joined by commas");
        }
        return text;
    }

    private static URI uri(String text, List<String> problems) {
        try {
            URI uri = new URI(text);
            boolean webSocket = "ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
            if (webSocket && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException reportedBelow) {
            // Said as the other wrong forms are.
        }
        problems.add("COINBASE_EXCHANGE_WS_URL is '" + text + "', not a WebSocket address like " + COINBASE);
        return URI.create(COINBASE);
    }

    private static Feed feed(String text, List<String> problems) {
        return Feed.parse(text)
                .filter(feed -> feed == Feed.EXCHANGE || feed == Feed.SIMULATOR)
                .orElseGet(() -> {
                    problems.add("FEED is '" + text + "', neither exchange nor simulator");
                    return Feed.EXCHANGE;
                });
    }

    private static int port(String text, List<String> problems) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        problems.add("HEALTH_PORT is '" + text + "', not a port from 1 to 65535, or 0 for none");
        return 0;
    }
}
