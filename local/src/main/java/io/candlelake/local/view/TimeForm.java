package io.candlelake.local.view;

import io.candlelake.domain.Timestamp;
import java.util.List;

/**
 * How the times of a table are written: what all of them share stands in the header alone, so that a line of 80 columns
 * has room for the rest. Header {@code 2026-07-07}, cells {@code 22:58:17.164892}.
 *
 * @param header the shared part, or {@code otherwise} when they share nothing
 * @param shared what is left out of a cell
 * @param end where a timestamp is cut: 26 keeps the microseconds, 16 the minute
 */
record TimeForm(String header, String shared, int end) {
    static final int MICROS = 26;
    static final int MILLIS = 23;
    static final int SECOND = 19;
    static final int MINUTE = 16;

    private static final int DAY = 10;
    private static final int YEAR = 4;

    /** The form for these times, and for later ones: those that do not share it are written in full. */
    static TimeForm of(List<Timestamp> times, String otherwise, int end) {
        for (int length : List.of(DAY, YEAR)) {
            List<String> starts = times.stream()
                    .map(time -> time.toString().substring(0, length))
                    .distinct()
                    .toList();
            if (starts.size() == 1) {
                return new TimeForm(header(starts.get(0), end), starts.get(0), end);
            }
        }
        return new TimeForm(otherwise, "", end);
    }

    /** Minutes are so short that their header must be too: {@code 07-07}. */
    private static String header(String shared, int end) {
        return end == MINUTE && shared.length() == DAY ? shared.substring(YEAR + 1) : shared;
    }

    String cell(Timestamp time) {
        String full = time.toString().replace('T', ' ').substring(0, end);
        boolean same = !shared.isEmpty() && full.startsWith(shared);
        return same ? full.substring(shared.length() + 1) : full;
    }
}
