package io.candlelake.streams.expected;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A row of candles as it came out.
 *
 * @param numbers empty where the window held no trade
 */
public record Row(
        Length length,
        long openTime,
        Optional<Numbers> numbers,
        long missing,
        boolean complete,
        String status,
        int revision,
        String reason) {
    long closeTime() {
        return openTime + length.micros();
    }

    long count() {
        return numbers.map(Numbers::count).orElse(0L);
    }

    /** Whether it says the same as another revision of the window. */
    boolean saysTheSameAs(Row other) {
        return numbers.equals(other.numbers)
                && missing == other.missing
                && complete == other.complete
                && status.equals(other.status);
    }

    @Override
    public String toString() {
        return length.name() + " " + Instant.EPOCH.plus(openTime, ChronoUnit.MICROS) + " r" + revision + " " + reason
                + " " + status + " missing " + missing + (complete ? " complete " : " incomplete ")
                + numbers.map(Numbers::toString).orElse("");
    }
}
