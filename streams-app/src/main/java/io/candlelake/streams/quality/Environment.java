package io.candlelake.streams.quality;

import io.candlelake.domain.Durations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings by name, and the problems with them: one line each, which names the variable and says how to mend it.
 *
 * @param values an empty one counts as none
 * @param problems grows
 */
record Environment(Map<String, String> values, List<String> problems) {
    /** The word that switches a check off. */
    static final String OFF = "off";

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A whole number. */
    long number(String name, long absent, long min, long max) {
        return text(name)
                .map(text -> parse(text, min, max).orElseGet(() -> {
                    problems.add(name + " is '" + text + "', not a number from " + min + " to " + max);
                    return absent;
                }))
                .orElse(absent);
    }

    /** A whole number, or {@link QualitySettings#OFF} where it says {@code off}. */
    long limit(String name, long absent, long min, long max) {
        return text(name)
                .map(text -> OFF.equals(text)
                        ? Optional.of(QualitySettings.OFF)
                        : parse(text, min, max).or(() -> {
                            problems.add(name + " is '" + text + "', neither a number from " + min + " to " + max
                                    + " nor off");
                            return Optional.empty();
                        }))
                .orElse(Optional.of(absent))
                .orElse(absent);
    }

    private static Optional<Long> parse(String text, long min, long max) {
        return text.matches("[0-9]{1,12}") && Long.parseLong(text) >= min && Long.parseLong(text) <= max
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    /** A decimal above 0, up to the largest. */
    BigDecimal decimal(String name, BigDecimal absent, BigDecimal max) {
        return text(name)
                .map(text -> Decimals.parse(text)
                        .filter(number -> number.signum() > 0 && number.compareTo(max) <= 0)
                        .orElseGet(() -> {
                            problems.add(
                                    name + " is '" + text + "', not a number above 0 and up to " + max.toPlainString());
                            return absent;
                        }))
                .orElse(absent);
    }

    /** A duration such as {@code 90s}, {@code 10m}, {@code 2h} or {@code 1d}, in microseconds. */
    long duration(String name, long absent) {
        return text(name)
                .map(text -> Durations.parse(text)
                        .map(time -> time.toSeconds() * 1_000_000L)
                        .orElseGet(() -> {
                            problems.add(name + " is '" + text + "', not a time such as 0s, 90s, 10m, 2h or 1d");
                            return absent;
                        }))
                .orElse(absent);
    }
}
