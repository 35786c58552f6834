package io.candlelake.streams.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A count for each constant of an enum: {@code rejects.of(RejectReason.TOO_LATE)}. */
final class CountsBy<E extends Enum<E>> {
    private final Map<E, Count> counts;

    CountsBy(Class<E> constants) {
        counts = new EnumMap<>(constants);
        for (E constant : constants.getEnumConstants()) {
            counts.put(constant, new Count());
        }
    }

    Count of(E constant) {
        return Objects.requireNonNull(counts.get(constant));
    }
}
