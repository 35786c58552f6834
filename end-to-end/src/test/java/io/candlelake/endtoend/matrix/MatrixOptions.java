package io.candlelake.endtoend.matrix;

import io.candlelake.endtoend.part.CatalogKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * What to do: {@code --seed 7 --seeds 4 --faults 50}.
 *
 * @param seed of the first run: of its plan, its market, its catalog
 * @param seeds how many runs, each with the next seed
 * @param faults of each run
 * @param most after which a run begins no more of its plan
 * @param rate mean trades a second over all products
 * @param catalog where the tables' catalog is
 * @param sink {@code lake} or {@code apache}
 * @param zombieSeconds how long the first frozen worker of a run is frozen
 * @param only these kinds; all that the catalog knows when empty
 */
public record MatrixOptions(
        long seed,
        int seeds,
        int faults,
        Duration most,
        int rate,
        CatalogKind catalog,
        String sink,
        int zombieSeconds,
        List<Kind> only) {
    /** Where no seed is given, one is drawn by lot, and printed. */
    public static MatrixOptions defaults() {
        return new MatrixOptions(
                new SplittableRandom().nextLong(1, 1_000_000),
                1,
                50,
                Duration.ofMinutes(60),
                1_000,
                CatalogKind.REST,
                "lake",
                120,
                List.of());
    }

    /** Throws {@link IllegalArgumentException} with what is wrong. */
    public static MatrixOptions parse(List<String> words) {
        MatrixOptions options = defaults();
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i);
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(name + " has no value");
            }
            options = options.with(name, words.get(i + 1));
        }
        return options;
    }

    private MatrixOptions with(String name, String value) {
        Changed to = new Changed(this);
        switch (name) {
            case "--seed" -> to.seed = number(name, value, 1, 999_999_999);
            case "--seeds" -> to.seeds = (int) number(name, value, 1, 100);
            case "--faults" -> to.faults = (int) number(name, value, 1, 1_000);
            case "--minutes" -> to.most = Duration.ofMinutes(number(name, value, 1, 600));
            case "--rate" -> to.rate = (int) number(name, value, 1, 5_000);
            case "--catalog" ->
                to.catalog =
                        CatalogKind.valueOf(one(name, value, "rest", "jdbc").toUpperCase(Locale.ROOT));
            case "--sink" -> to.sink = one(name, value, "lake", "apache");
            case "--zombie-seconds" -> to.zombieSeconds = (int) number(name, value, 12, 600);
            case "--only" -> to.only = kinds(value);
            default -> throw new IllegalArgumentException("no option is named " + name);
        }
        return to.options();
    }

    /** One of these is changed at a time. */
    private static final class Changed {
        private long seed;
        private int seeds;
        private int faults;
        private Duration most;
        private int rate;
        private CatalogKind catalog;
        private String sink;
        private int zombieSeconds;
        private List<Kind> only;

        Changed(MatrixOptions from) {
            seed = from.seed;
            seeds = from.seeds;
            faults = from.faults;
            most = from.most;
            rate = from.rate;
            catalog = from.catalog;
            sink = from.sink;
            zombieSeconds = from.zombieSeconds;
            only = from.only;
        }

        MatrixOptions options() {
            return new MatrixOptions(seed, seeds, faults, most, rate, catalog, sink, zombieSeconds, only);
        }
    }

    private static long number(String name, String value, long least, long most) {
        if (!value.matches("[0-9]{1,9}") || Long.parseLong(value) < least || Long.parseLong(value) > most) {
            throw new IllegalArgumentException(
                    name + " is '" + value + "', not a whole number from " + least + " to " + most);
        }
        return Long.parseLong(value);
    }

    private static String one(String name, String value, String... words) {
        if (!Arrays.asList(words).contains(value)) {
            throw new IllegalArgumentException(name + " is '" + value + "', not " + String.join(" or ", words));
        }
        return value;
    }

    private static List<Kind> kinds(String value) {
        List<Kind> kinds = new ArrayList<>();
        for (String word : value.split(",", -1)) {
            kinds.add(Arrays.stream(Kind.values())
                    .filter(kind -> kind.label().replace(' ', '-').equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--only: no fault is named '" + word + "'")));
        }
        return kinds;
    }

    /** What is drawn from. */
    List<Kind> deck() {
        List<Kind> possible = catalog == CatalogKind.REST ? Kind.REST : Kind.JDBC;
        if (only.isEmpty()) {
            return possible;
        }
        if (!possible.containsAll(only)) {
            throw new IllegalArgumentException("--only: some of " + only + " cannot be done with this catalog");
        }
        return only;
    }

    LongStream allSeeds() {
        return LongStream.range(seed, seed + seeds);
    }
}
