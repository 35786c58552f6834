package io.candlelake.benchmarks.load;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What is made up: {@code LoadSettings.of(2_000_000, day).withSeed(7)}. The same settings give the same messages, byte for
 * byte.
 *
 * @param seed any number
 * @param messages how many, the spoilt ones included
 * @param products how many markets; the k-th has a share of 1/k (Zipf), or all the same
 * @param evenly whether all products have the same share
 * @param span from the first trade to the last
 * @param day whose end is the end of the span, so that no window of any interval reaches over it
 */
public record LoadSettings(long seed, int messages, int products, boolean evenly, Duration span, LocalDate day) {
    /** 12 products over 4 h 40 min, which are 119 trades a second where 2,000,000 messages are asked for. */
    public static final Duration SPAN = Duration.ofMinutes(280);

    private static final int PRODUCTS = 12;
    private static final long SEED = 20_261_121L;

    public LoadSettings {
        if (messages < 100 * products) {
            throw new IllegalArgumentException(
                    "at least 100 messages for each product: " + messages + " are too few for " + products);
        }
        if (products < 1 || span.toMinutes() < 1) {
            throw new IllegalArgumentException("at least one product and one minute");
        }
    }

    /** So many messages of 12 products with Zipf weights. */
    public static LoadSettings of(int messages, LocalDate day) {
        return new LoadSettings(SEED, messages, PRODUCTS, false, SPAN, day);
    }

    /** Yesterday in UTC: no topic that is kept for days drops it while it is measured. */
    public static LocalDate yesterday() {
        return LocalDate.now(ZoneOffset.UTC).minusDays(1);
    }

    public LoadSettings withSeed(long newSeed) {
        return new LoadSettings(newSeed, messages, products, evenly, span, day);
    }

    public LoadSettings withProducts(int newProducts) {
        return new LoadSettings(seed, messages, newProducts, evenly, span, day);
    }

    public LoadSettings withSpan(Duration newSpan) {
        return new LoadSettings(seed, messages, products, evenly, newSpan, day);
    }

    public LoadSettings withEvenWeights() {
        return new LoadSettings(seed, messages, products, true, span, day);
    }

    /** Messages that repeat a trade: 1%. */
    public int duplicates() {
        return messages / 100;
    }

    /** Messages that are a trade spoilt: 0.1%. */
    public int invalid() {
        return messages / 1_000;
    }

    /** Trades, each once, the ones that close the last windows included. */
    public int trades() {
        return messages - duplicates() - invalid();
    }

    /** Trades that arrive 1 to 20 seconds after their time: 1%. */
    public int late() {
        return messages / 100;
    }

    /** The end of the span, a midnight, in microseconds since the epoch. */
    public long endMicros() {
        return day.plusDays(1).toEpochDay() * 86_400_000_000L;
    }

    /** The beginning of the span. */
    public long startMicros() {
        return endMicros() - span.toMillis() * 1_000L;
    }
}
