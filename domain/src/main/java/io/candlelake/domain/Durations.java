package io.candlelake.domain;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in settings: {@code 7d}, {@code 12h}, {@code 90m}, {@code 30s}. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([dhms])");

    private Durations() {}

    /** {@code parse("7d")} is seven days; empty on any other form. */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(form.group(1));
        return Optional.of(
                switch (form.group(2)) {
                    case "d" -> Duration.ofDays(number);
                    case "h" -> Duration.ofHours(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofSeconds(number);
                });
    }

    /** As {@link #parse}. Throws {@link IllegalArgumentException} with one clear line. */
    public static Duration of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no duration: write such as 7d, 12h, 90m or 30s"));
    }

    /** In the largest unit that says it exactly: {@code 7d}, {@code 90m}; of less than a second {@code 20ms}. */
    public static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds == 0) {
            return duration.toMillis() + "ms";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
