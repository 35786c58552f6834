package io.candlelake.producer.spot;

import io.candlelake.domain.ProductId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What to ask for and how often: {@code [BTC-USD, ETH-EUR], every 60 s}.
 *
 * @param pairs none: nothing is polled; one named twice is asked for once
 * @param interval at least one second, in whole ones: what is aligned to the epoch
 */
public record SpotSettings(List<ProductId> pairs, Duration interval) {
    public SpotSettings {
        pairs = List.copyOf(new LinkedHashSet<>(pairs));
        if (interval.toSeconds() < 1 || !interval.equals(Duration.ofSeconds(interval.toSeconds()))) {
            throw new IllegalArgumentException("an interval of " + interval + " is none of whole seconds");
        }
    }
}
