package io.candlelake.endtoend.soak;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * What to run: {@code --seed 7 --seconds 600 --feeds exchange,advanced --seeds 20} is twenty runs, with the seeds 7 to 26.
 *
 * @param seed of the first run
 * @param seeds how many runs, each with the next seed
 * @param length of the disturbances of one run
 * @param feeds as the producer's variable {@code FEEDS} has them
 * @param rate mean trades a second over all products
 */
public record SoakOptions(long seed, int seeds, Duration length, String feeds, int rate) {
    public static final String BOTH = "exchange,advanced";

    /** Where no seed is given, one is drawn by lot, and printed. */
    public static SoakOptions defaults() {
        return new SoakOptions(new SplittableRandom().nextLong(1, 1_000_000), 1, Duration.ofMinutes(10), BOTH, 150);
    }

    /** Throws {@link IllegalArgumentException} with what is wrong. */
    public static SoakOptions parse(List<String> words) {
        SoakOptions options = defaults();
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i);
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(name + " has no value");
            }
            options = options.with(name, words.get(i + 1));
        }
        return options;
    }

    private SoakOptions with(String name, String value) {
        return switch (name) {
            case "--seed" -> new SoakOptions(number(name, value), seeds, length, feeds, rate);
            case "--seeds" -> new SoakOptions(seed, (int) number(name, value), length, feeds, rate);
            case "--seconds" -> new SoakOptions(seed, seeds, Duration.ofSeconds(number(name, value)), feeds, rate);
            case "--rate" -> new SoakOptions(seed, seeds, length, feeds, (int) number(name, value));
            case "--feeds" -> new SoakOptions(seed, seeds, length, feeds(value), rate);
            default -> throw new IllegalArgumentException("no option is named " + name);
        };
    }

    private static long number(String name, String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(name + " is '" + value + "', not a whole number from 1");
        }
        return Long.parseLong(value);
    }

    private static String feeds(String value) {
        if (!List.of("exchange", "advanced", BOTH).contains(value)) {
            throw new IllegalArgumentException("--feeds is '" + value + "', not exchange, advanced or " + BOTH);
        }
        return value;
    }

    LongStream allSeeds() {
        return LongStream.range(seed, seed + seeds);
    }
}
