package io.candlelake.benchmarks.report;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a command is at, on standard error, so that standard output holds the table alone. */
public final class Progress {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Progress() {}

    /** {@code 12:03:04 round 1 of 3, textbook: 31%}. */
    public static void say(String format, Object... values) {
        System.err.println(
                LocalTime.now(ZoneId.systemDefault()).format(TIME) + " " + String.format(Locale.ROOT, format, values));
    }
}
