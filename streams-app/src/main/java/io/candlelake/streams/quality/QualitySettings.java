package io.candlelake.streams.quality;

import java.util.List;
import java.util.Map;

/**
 * What is worth an alert.
 *
 * @param spikes when a price is out of line
 * @param priceRules which levels are watched, none by default
 * @param staleMicros a product of which nothing was heard for so long is stale; {@link #OFF} for never; default 60 s
 * @param completeness which minutes are told
 * @param rejectsPerMinute more rejects in a minute are told; {@link #OFF} for never; default 10
 */
public record QualitySettings(
        SpikeSettings spikes,
        List<PriceRule> priceRules,
        long staleMicros,
        CompletenessSettings completeness,
        long rejectsPerMinute) {
    /** A limit that nothing reaches. */
    public static final long OFF = Long.MAX_VALUE;

    private static final long MICROS_PER_SECOND = 1_000_000L;

    /** No price rule, the rest as said of each. */
    public static final QualitySettings DEFAULT = new QualitySettings(
            SpikeSettings.DEFAULT, List.of(), 60 * MICROS_PER_SECOND, CompletenessSettings.DEFAULT, 10);

    public QualitySettings {
        priceRules = List.copyOf(priceRules);
    }

    /**
     * From {@code SPIKE_MADS}, {@code SPIKE_FLOOR_PERCENT}, {@code SPIKE_WINDOW_SECONDS}, {@code SPIKE_WARM_UP_SAMPLES}, {@code
     * SPIKE_COOLDOWN}, {@code PRICE_RULES}, {@code PRICE_RULES_FILE}, {@code STALE_SECONDS}, {@code GAP_MINUTES}, {@code
     * INCOMPLETE_MINUTES}, {@code MISSING_TRADES} and {@code REJECTS_PER_MINUTE}: docs/configuration.md. An empty value counts as
     * none.
     *
     * @param problems gets a line for each value of a wrong form, which then is as if it were not there
     */
    public static QualitySettings parse(Map<String, String> environment, List<String> problems) {
        Environment read = new Environment(environment, problems);
        long staleSeconds = read.limit("STALE_SECONDS", 60, 5, 86_400);
        return new QualitySettings(
                SpikeSettings.parse(read),
                PriceRules.parse(read),
                staleSeconds == OFF ? OFF : staleSeconds * MICROS_PER_SECOND,
                CompletenessSettings.parse(read),
                read.limit("REJECTS_PER_MINUTE", 10, 0, 1_000_000));
    }
}
