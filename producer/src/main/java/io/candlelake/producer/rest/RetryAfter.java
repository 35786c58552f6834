package io.candlelake.producer.rest;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a host that limits us says of when to come back: {@code Retry-After: 2}, or a date. */
final class RetryAfter {
    /** Nobody is kept out for longer on one word. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private RetryAfter() {}

    /** Empty when the text is neither seconds nor a date. */
    static Optional<Duration> parse(String text, Clock clock) {
        String word = text.strip();
        if (word.matches("[0-9]{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(word))));
        }
        try {
            Instant date = ZonedDateTime.parse(word, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(bounded(Duration.between(clock.instant(), date)));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
