package io.candlelake.contract.topic;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Every topic: {@code Topics.named(Topics.TICKS)}. Source: {@code topics.json} beside this class. */
public final class Topics {
    public static final String RAW_MESSAGES = "raw_messages";
    public static final String TICKS = "ticks";
    public static final String CANDLES = "candles";
    public static final String CANDLES_LIVE = "candles_live";
    public static final String REJECTS = "rejects";
    public static final String GAPS = "gaps";
    public static final String SPOT_PRICES = "spot_prices";
    public static final String ALERTS = "alerts";

    /** The producer's own memory, on no trade's way: written and read by it alone. */
    public static final String PRODUCER_PROGRESS = "producer_progress";

    private static final List<Topic> ALL = load();

    private Topics() {}

    /** All topics, in the order of the declaration. */
    public static List<Topic> all() {
        return ALL;
    }

    /** The topic of that name. Throws {@link IllegalArgumentException} when there is none. */
    public static Topic named(String name) {
        return ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic is named " + name));
    }

    private static List<Topic> load() {
        try (InputStream json = Topics.class.getResourceAsStream("/io/candlelake/contract/topics.json")) {
            return List.copyOf(
                    new ObjectMapper().readValue(json, Declaration.class).topics());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("topics.json is broken", unreadable);
        }
    }

    private record Declaration(List<Topic> topics) {}
}
