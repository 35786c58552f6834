package io.candlelake.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Numbers as the tables show them: {@code 248,113}, {@code 11.5}, {@code 5.0x}. */
public final class Numbers {
    /** Where there is none. */
    public static final String NONE = "-";

    private static final double BYTES_PER_MEBIBYTE = 1_024 * 1_024;

    private Numbers() {}

    /** {@code 248,113}. */
    public static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** {@code 248,113}. */
    public static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 11.5}. */
    public static String tenths(double number) {
        return String.format(Locale.ROOT, "%,.1f", number);
    }

    /** {@code 0.75x}; none where either is missing. */
    public static String ratio(double number, double of) {
        return number > 0 && of > 0 ? String.format(Locale.ROOT, "%.2fx", number / of) : NONE;
    }

    /** {@code 512}; none where it is not known. */
    public static String mebibytes(double bytes) {
        return bytes > 0 ? whole(bytes / BYTES_PER_MEBIBYTE) : NONE;
    }

    /** {@code 512}; none where it is not known. */
    public static String mebibytes(long bytes) {
        return mebibytes((double) bytes);
    }

    /** The middle one, or the mean of the two in the middle; 0 of none. */
    public static double median(List<Double> numbers) {
        if (numbers.isEmpty()) {
            return 0;
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
