package io.candlelake.query.statement;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Times as Candlelake's messages write them: {@code 2026-07-07T22:58:17.164892Z}. */
final class Times {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter NANOS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", Locale.ROOT);
    private static final int FRACTION = "2026-07-07T22:58:17".length() + 1;

    private Times() {}

    static String utc(ZonedDateTime time) {
        return local(time.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
    }

    /** A time without a zone stays without. */
    static String local(LocalDateTime time) {
        return (time.get(ChronoField.NANO_OF_SECOND) % 1_000 == 0 ? MICROS : NANOS).format(time);
    }

    /** Digits after the point that say something, in steps of three: 0 for a whole second, 3 for {@code .164000}. */
    static int precision(String time) {
        int digits = fraction(time).replaceFirst("0+$", "").length();
        return (digits + 2) / 3 * 3;
    }

    /** Keeps so many digits after the point. */
    static String shorten(String time, int digits) {
        String fraction = fraction(time);
        if (fraction.isEmpty() || digits >= fraction.length()) {
            return time;
        }
        String zone = time.endsWith("Z") ? "Z" : "";
        return time.substring(0, FRACTION - (digits == 0 ? 1 : 0)) + fraction.substring(0, digits) + zone;
    }

    private static String fraction(String time) {
        int end = time.endsWith("Z") ? time.length() - 1 : time.length();
        return FRACTION < end ? time.substring(FRACTION, end) : "";
    }
}
