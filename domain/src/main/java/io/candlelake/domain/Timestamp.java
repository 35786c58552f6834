package io.candlelake.domain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;

/**
 * An instant in UTC with microseconds: {@code 2026-07-07T22:58:17.164892Z}, what the tables hold.
 *
 * <p>Finer digits are cut off, never rounded up, so that a trade cannot move into the next window.
 *
 * @param epochMicros microseconds since 1970-01-01T00:00:00Z
 */
public record Timestamp(long epochMicros) implements Comparable<Timestamp> {
    /** No time: what {@link #parseMicros} gives for another form. */
    public static final long NONE = Long.MIN_VALUE;

    /** Bytes of the written form. */
    public static final int TEXT_LENGTH = 27;

    private static final int MAX_LENGTH = 30;
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

    /** As {@link #parseMicros}; empty on any other form. */
    public static Optional<Timestamp> parse(String text) {
        long micros = text.length() > MAX_LENGTH ? NONE : parseMicros(text.getBytes(UTF_8), 0, text.length());
        return micros == NONE ? Optional.empty() : Optional.of(new Timestamp(micros));
    }

    /**
     * Reads {@code yyyy-MM-ddTHH:mm:ss[.f{1,9}]Z} from the bytes, as microseconds since the epoch: years 0000 to 9999, no leap
     * second. {@link #NONE} on any other form. Written by hand because every trade passes here and java.time's parser costs a
     * microsecond.
     */
    public static long parseMicros(byte[] text, int from, int to) {
        int length = to - from;
        if (length < 20
                || length > MAX_LENGTH
                || to > text.length
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || text[from + 10] != 'T'
                || text[from + 13] != ':'
                || text[from + 16] != ':'
                || text[to - 1] != 'Z') {
            return NONE;
        }
        int year = digits(text, from, from + 4);
        int month = digits(text, from + 5, from + 7);
        int day = digits(text, from + 8, from + 10);
        int hour = digits(text, from + 11, from + 13);
        int minute = digits(text, from + 14, from + 16);
        int second = digits(text, from + 17, from + 19);
        int micros = length == 20 ? 0 : microsOfSecond(text, from + 19, to - 1);
        if ((year | month | day | hour | minute | second | micros) < 0
                || hour > 23
                || minute > 59
                || second > 59
                || month < 1
                || month > 12
                || day < 1
                || day > daysOfMonth(year, month)) {
            return NONE;
        }
        long ofDay = hour * 3_600L + minute * 60L + second;
        return (epochDay(year, month, day) * SECONDS_PER_DAY + ofDay) * MICROS_PER_SECOND + micros;
    }

    private static int daysOfMonth(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days since 1970-01-01, the year counted from March so that the leap day is its last. */
    private static long epochDay(int year, int month, int day) {
        long marchYear = month > 2 ? year : year - 1L;
        long marchMonth = month > 2 ? month - 3L : month + 9L;
        long leapDays = Math.floorDiv(marchYear, 4) - Math.floorDiv(marchYear, 100) + Math.floorDiv(marchYear, 400);
        return marchYear * 365 + leapDays + (marchMonth * 153 + 2) / 5 + day - 719_469;
    }

    private static int microsOfSecond(byte[] text, int point, int end) {
        if (text[point] != '.' || end == point + 1) {
            return -1;
        }
        int micros = digits(text, point + 1, Math.min(end, point + 7));
        for (int i = end; i < point + 7; i++) {
            micros *= 10;
        }
        return end > point + 7 && digits(text, point + 7, end) < 0 ? -1 : micros;
    }

    /** The number that stands there, or -1 when one of the bytes is not an ASCII digit. */
    private static int digits(byte[] text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
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
        byte[] out = new byte[TEXT_LENGTH];
        write(epochMicros, out, 0);
        return new String(out, ISO_8859_1);
    }

    /** Writes what {@link #toString} gives, {@link #TEXT_LENGTH} bytes from the position on; years 0000 to 9999. */
    public static void write(long epochMicros, byte[] out, int position) {
        long seconds = Math.floorDiv(epochMicros, MICROS_PER_SECOND);
        int day = (int) Math.floorDiv(seconds, SECONDS_PER_DAY);
        int second = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
        writeDate(day, out, position);
        out[position + 10] = 'T';
        put(out, position + 11, 2, second / 3_600);
        out[position + 13] = ':';
        put(out, position + 14, 2, second / 60 % 60);
        out[position + 16] = ':';
        put(out, position + 17, 2, second % 60);
        out[position + 19] = '.';
        put(out, position + 20, 6, (int) Math.floorMod(epochMicros, MICROS_PER_SECOND));
        out[position + 26] = 'Z';
    }

    /** The reverse of {@link #epochDay}: in periods of 400 years, of which all have as many days. */
    private static void writeDate(int epochDay, byte[] out, int position) {
        int days = epochDay + 719_468;
        int period = Math.floorDiv(days, 146_097);
        int dayOfPeriod = days - period * 146_097;
        int yearOfPeriod = (dayOfPeriod - dayOfPeriod / 1_460 + dayOfPeriod / 36_524 - dayOfPeriod / 146_096) / 365;
        int dayOfYear = dayOfPeriod - (365 * yearOfPeriod + yearOfPeriod / 4 - yearOfPeriod / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        put(out, position, 4, yearOfPeriod + period * 400 + (month <= 2 ? 1 : 0));
        out[position + 4] = '-';
        put(out, position + 5, 2, month);
        out[position + 7] = '-';
        put(out, position + 8, 2, dayOfYear - (153 * marchMonth + 2) / 5 + 1);
    }

    private static void put(byte[] out, int position, int digits, int number) {
        int rest = number;
        for (int i = position + digits - 1; i >= position; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
