package io.candlelake.simulator.advanced;

import io.candlelake.domain.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoField;

/** Times in the two forms that Advanced Trade's servers, written in Go, give them: trailing zeros are left out. */
final class GoTime {
    static final long NANOS_PER_SECOND = 1_000_000_000L;

    private GoTime() {}

    /** {@code 2026-08-09T21:05:49.25328358Z}; at a full second {@code 2026-08-09T21:05:49Z}. */
    static String rfc3339(Instant time) {
        return withoutZeros(time) + "Z";
    }

    /** {@code 2026-08-09 21:05:48.854840045 +0000 UTC m=+41691.260485341}: a time, and its monotonic clock. */
    static String text(Instant time, long nanosSinceStart) {
        return withoutZeros(time).replace('T', ' ') + " +0000 UTC m=+" + nanosSinceStart / NANOS_PER_SECOND + "."
                + nineDigits(nanosSinceStart % NANOS_PER_SECOND);
    }

    private static String withoutZeros(Instant time) {
        String micros = Timestamp.of(time).toString();
        String nanos = micros.substring(0, 20) + nineDigits(time.getLong(ChronoField.NANO_OF_SECOND));
        int end = nanos.length();
        while (nanos.charAt(end - 1) == '0') {
            end--;
        }
        // The point stands at 19; without digits after it, it goes too.
        return nanos.substring(0, end == 20 ? 19 : end);
    }

    private static String nineDigits(long nanos) {
        return Long.toString(NANOS_PER_SECOND + nanos).substring(1);
    }
}
