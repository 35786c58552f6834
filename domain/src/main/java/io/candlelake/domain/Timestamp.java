package io.candlelake.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An instant in UTC with microseconds: {@code 2026-07-07T22:58:17.164892Z}, what the tables hold.
 *
 * <p>Finer digits are cut off, never rounded up, so that a trade cannot move into the next window.
 *
 * @param epochMicros microseconds since 1970-01-01T00:00:00Z
 */
public record Timestamp(long epochMicros) implements Comparable<Timestamp> {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;

    /** {@code Timestamp.of("2026-07-07T22:58:17.164892Z")}. Throws {@link IllegalArgumentException} on another form. */
    public static Timestamp of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an ISO 8601 UTC time: '" + text + "'"));
    }

    /** The instant, its nanoseconds cut to microseconds. */
    public static Timestamp of(Instant instant) {
        return new Timestamp(instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / 1_000);
    }

    /** {@code Timestamp.ofEpochMilli(1783465097164L)}. */
    public static Timestamp ofEpochMilli(long millis) {
        return new Timestamp(Math.multiplyExact(millis, 1_000L));
    }

    /**
     * Reads {@code yyyy-MM-ddTHH:mm:ss[.f{1,9}]Z}: years 0000 to 9999, no leap second. Empty on any other form. Written
     * by hand because every trade passes here and java.time's parser costs a microsecond.
     */
    public static Optional<Timestamp> parse(String text) {
        int length = text.length();
        if (length < 20
                || length > 30
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(length - 1) != 'Z') {
            return Optional.empty();
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int micros = length == 20 ? 0 : microsOfSecond(text, length - 1);
        if ((year | month | day | hour | minute | second | micros) < 0 || hour > 23 || minute > 59 || second > 59) {
            return Optional.empty();
        }
        return epochDay(year, month, day)
                .map(days -> new Timestamp(
                        (days * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second) * MICROS_PER_SECOND + micros));
    }

    private static Optional<Long> epochDay(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day).toEpochDay());
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int microsOfSecond(String text, int end) {
        if (text.charAt(19) != '.' || end == 20) {
            return -1;
        }
        int micros = digits(text, 20, Math.min(end, 26));
        for (int i = end; i < 26; i++) {
            micros *= 10;
        }
        return end > 26 && digits(text, 26, end) < 0 ? -1 : micros;
    }

    /** The number that stands there, or -1 when one of the characters is not an ASCII digit. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** This time plus so many microseconds. */
    public Timestamp plusMicros(long micros) {
        return new Timestamp(epochMicros + micros);
    }

    public boolean isAfter(Timestamp other) {
        return epochMicros > other.epochMicros;
    }

    public Instant toInstant() {
        return Instant.ofEpochSecond(
                Math.floorDiv(epochMicros, MICROS_PER_SECOND), Math.floorMod(epochMicros, MICROS_PER_SECOND) * 1_000L);
    }

    @Override
    public int compareTo(Timestamp other) {
        return Long.compare(epochMicros, other.epochMicros);
    }

    /** Always six digits after the second: {@code 2026-07-07T22:58:17.000000Z}. */
    @Override
    public String toString() {
        char[] out = "0000-00-00T00:00:00.000000Z".toCharArray();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMicros, SECONDS_PER_DAY * MICROS_PER_SECOND));
        long ofDay = Math.floorMod(epochMicros, SECONDS_PER_DAY * MICROS_PER_SECOND);
        int second = (int) (ofDay / MICROS_PER_SECOND);
        put(out, 3, date.getYear());
        put(out, 6, date.getMonthValue());
        put(out, 9, date.getDayOfMonth());
        put(out, 12, second / 3_600);
        put(out, 15, second / 60 % 60);
        put(out, 18, second % 60);
        put(out, 25, (int) (ofDay % MICROS_PER_SECOND));
        return new String(out);
    }

    /** Writes the number's digits so that the last stands at {@code end}. */
    private static void put(char[] out, int end, int number) {
        int rest = number;
        for (int i = end; rest > 0; i--) {
            out[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
