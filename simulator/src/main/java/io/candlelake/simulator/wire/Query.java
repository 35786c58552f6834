package io.candlelake.simulator.wire;

import io.candlelake.domain.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request: {@code limit=100&after=1052119289}.
 *
 * @param parameters as decoded from the address
 */
public record Query(Map<String, List<String>> parameters) {
    /** Throws {@link BadRequest} when the parameter is there, but not a whole number from {@code least} on. */
    public Optional<Long> number(String name, long least) {
        return text(name).map(text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException notOne) {
                throw new BadRequest("Invalid " + name);
            }
            throw new BadRequest("Invalid " + name);
        });
    }

    /** ISO 8601 in UTC, or seconds since the epoch. Throws {@link BadRequest} on another form. */
    public Optional<Timestamp> time(String name) {
        return text(name).map(text -> Timestamp.parse(text.replace("+00:00", "Z"))
                .or(() -> Query.epochSeconds(text))
                .orElseThrow(() -> new BadRequest("Invalid " + name)));
    }

    private static Optional<Timestamp> epochSeconds(String text) {
        return text.matches("[0-9]{1,11}")
                ? Optional.of(Timestamp.ofEpochMilli(Long.parseLong(text) * 1_000L))
                : Optional.empty();
    }

    /** The first of the parameter. */
    public Optional<String> text(String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }
}
