package io.candlelake.endtoend.crash;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What to do: {@code --seed 7 --kills 20 --rate 3000 --zombies 2}.
 *
 * @param seed of the load, and of the moments of the kills
 * @param kills of the only instance, each with SIGKILL
 * @param rate trades a second
 * @param zombies how often one of two instances is frozen for longer than its session, and thawed
 */
public record CrashOptions(long seed, int kills, int rate, int zombies) {
    /** Where no seed is given, one is drawn by lot, and printed. */
    public static CrashOptions defaults() {
        return new CrashOptions(new SplittableRandom().nextLong(1, 1_000_000), 20, 3_000, 2);
    }

    /** Throws {@link IllegalArgumentException} with what is wrong. */
    public static CrashOptions parse(List<String> words) {
        CrashOptions options = defaults();
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i);
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(name + " has no value");
            }
            options = options.with(name, words.get(i + 1));
        }
        return options;
    }

    private CrashOptions with(String name, String value) {
        return switch (name) {
            case "--seed" -> new CrashOptions(number(name, value, 999_999_999), kills, rate, zombies);
            case "--kills" -> new CrashOptions(seed, (int) number(name, value, 100), rate, zombies);
            case "--rate" -> new CrashOptions(seed, kills, (int) number(name, value, 5_000), zombies);
            case "--zombies" -> new CrashOptions(seed, kills, rate, (int) number(name, value, 10));
            default -> throw new IllegalArgumentException("no option is named " + name);
        };
    }

    private static long number(String name, String value, long most) {
        if (!value.matches("[0-9]{1,9}") || Long.parseLong(value) > most) {
            throw new IllegalArgumentException(name + " is '" + value + "', not a whole number up to " + most);
        }
        return Long.parseLong(value);
    }
}
