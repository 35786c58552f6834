package io.candlelake.query.named;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Every named query: {@code NamedQueries.named("vwap").with(Map.of("products", "BTC-USD"))}. Source: the {@code .sql} files beside this class. */
public final class NamedQueries {
    private static final List<String> NAMES = List.of(
            "latest-candles",
            "candles-as-known-at",
            "candles-as-committed-at",
            "candle-revisions",
            "daily-summary",
            "vwap",
            "volume-profile",
            "correlation",
            "gaps-by-product",
            "freshness",
            "table-health");

    private NamedQueries() {}

    /** All, those on candles first. */
    public static List<NamedQuery> all() {
        return NAMES.stream().map(NamedQueries::load).toList();
    }

    /** The query of that name. Throws {@link NamedQueryException} when there is none. */
    public static NamedQuery named(String name) {
        if (!NAMES.contains(name)) {
            throw new NamedQueryException("no query is named '" + name + "': there are "
                    + NAMES.stream().sorted().collect(Collectors.joining(", ")));
        }
        return load(name);
    }

    private static NamedQuery load(String name) {
        try (InputStream file = NamedQueries.class.getResourceAsStream(name + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("no file of the query " + name);
            }
            return NamedQuery.read(new String(file.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the query " + name + " is unreadable", unreadable);
        }
    }
}
