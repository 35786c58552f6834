package io.candlelake.local.stack;

import io.candlelake.domain.Feed;
import io.candlelake.domain.ProductId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the producer takes in besides the products: {@code [exchange, advanced], [BTC-USD], data/session.ndjson}.
 *
 * @param feeds WebSocket feeds, exchange or advanced; empty means both
 * @param spotPairs whose spot price is polled; empty means those of the products
 * @param recording file that all frames are kept in, too; empty means none
 */
public record Intake(List<Feed> feeds, List<ProductId> spotPairs, Optional<Path> recording) {
    public Intake {
        feeds = List.copyOf(feeds);
        spotPairs = List.copyOf(spotPairs);
    }

    /** Both feeds, spot prices of the products, no recording. */
    public static Intake usual() {
        return new Intake(List.of(), List.of(), Optional.empty());
    }

    /** As the producer's settings; what is usual is left to its defaults. */
    Map<String, String> settings(List<ProductId> products) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("PRODUCTS", joined(products));
        settings.put("SPOT_PAIRS", joined(spotPairs.isEmpty() ? products : spotPairs));
        if (!feeds.isEmpty()) {
            settings.put("FEEDS", feeds.stream().map(Feed::label).collect(Collectors.joining(",")));
        }
        recording.ifPresent(file -> settings.put("RECORD_FILE", file.toString()));
        return settings;
    }

    private static String joined(List<ProductId> products) {
        return products.stream().map(ProductId::value).collect(Collectors.joining(","));
    }
}
