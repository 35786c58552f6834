package io.candlelake.local.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as a person reads them: {@code 1,234,567}, {@code 12.3 MB}, {@code 3m 12s}. */
public final class Units {
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    private static final int DIGITS = 5;

    private Units() {}

    /** {@code 1,234,567}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 812 B}, {@code 12.3 MB}: powers of 1,000, three digits. */
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        // 999.5 would be rounded to 1000.
        while (value >= 999.5) {
            value /= 1_000;
            unit++;
        }
        String form = value < 99.95 ? "%.1f %cB" : "%.0f %cB";
        return String.format(Locale.ROOT, form, value, "kMGTPE".charAt(unit));
    }

    /** {@code 0.8 s}, {@code 42 s}, {@code 3m 12s}, {@code 2h 05m}, {@code 3d 04h}. */
    public static String duration(Duration duration) {
        Duration positive = duration.isNegative() ? Duration.ZERO : duration;
        long seconds = positive.toSeconds();
        if (positive.toMillis() < 9_950) {
            return String.format(Locale.ROOT, "%.1f s", positive.toMillis() / 1_000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return String.format(Locale.ROOT, "%dm %02ds", seconds / 60, seconds % 60);
        }
        return seconds < 86_400
                ? String.format(Locale.ROOT, "%dh %02dm", seconds / 3_600, seconds / 60 % 60)
                : String.format(Locale.ROOT, "%dd %02dh", seconds / 86_400, seconds / 3_600 % 24);
    }

    /** {@code 1.2346}, {@code 123457}, {@code 2.0713M}: five digits, or all before the point up to a million. */
    public static String rough(BigDecimal number) {
        return number.compareTo(MILLION) < 0 ? fiveDigits(number) : fiveDigits(number.movePointLeft(6)) + "M";
    }

    private static String fiveDigits(BigDecimal number) {
        int before = Math.max(0, number.precision() - number.scale());
        int zeros = Math.max(0, number.scale() - number.precision());
        int scale = Math.max(0, DIGITS - before) + zeros;
        return number.setScale(Math.max(0, Math.min(number.scale(), scale)), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** All with as many digits behind the point as the longest: they stand under others of their product, to the right. */
    static List<String> alike(List<BigDecimal> numbers) {
        int scale = numbers.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        return numbers.stream()
                .map(number -> number.setScale(Math.max(0, scale)).toPlainString())
                .toList();
    }

    /** {@code 0.8 s ago}. */
    public static String ago(Duration duration) {
        return duration(duration) + " ago";
    }
}
