package io.candlelake.simulator.fault;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often each fault happens by chance: {@code drop=0.001,cut=0.02}, the part of its unit that it hits.
 *
 * @param rates from more than 0 to 1; a kind that is not here does not happen by chance
 */
public record FaultRates(Map<FaultKind, Double> rates) {
    public FaultRates {
        rates.forEach((kind, rate) -> {
            if (!(rate > 0 && rate <= 1)) {
                throw new IllegalArgumentException(
                        "a rate is more than 0 and at most 1, not " + kind.label() + "=" + rate);
            }
        });
        EnumMap<FaultKind, Double> copy = new EnumMap<>(FaultKind.class);
        copy.putAll(rates);
        rates = Collections.unmodifiableMap(copy);
    }

    /** Nothing happens by chance. */
    public static FaultRates none() {
        return new FaultRates(Map.of());
    }

    /** Everything, each at its usual rate. */
    public static FaultRates all() {
        return of("all");
    }

    /**
     * {@code none}, or a list of {@code all}, {@code drop=0.001} and {@code cut} at its usual rate; the later entry holds:
     * {@code all,cut=0}.
     *
     * @throws IllegalArgumentException when it names no such kind, or a rate is out of its range
     */
    public static FaultRates of(String text) {
        Map<FaultKind, Double> rates = new EnumMap<>(FaultKind.class);
        for (String entry : text.split(",", -1)) {
            String[] parts = entry.strip().split("=", 2);
            if (parts[0].equals("none")) {
                rates.clear();
            } else if (parts[0].equals("all")) {
                for (FaultKind kind : FaultKind.values()) {
                    rates.put(kind, kind.usualRate());
                }
            } else {
                FaultKind kind = FaultKind.parse(parts[0])
                        .orElseThrow(() -> new IllegalArgumentException("there is no fault '" + parts[0]
                                + "'; it is none, all, or a list such as drop=0.001,cut"));
                rates.put(kind, parts.length == 1 ? kind.usualRate() : rate(entry, parts[1]));
            }
        }
        rates.values().removeIf(rate -> rate == 0);
        return new FaultRates(rates);
    }

    private static double rate(String entry, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("'" + entry.strip() + "' has no rate", notOne);
        }
    }

    double of(FaultKind kind) {
        return rates.getOrDefault(kind, 0.0);
    }

    /** {@code drop=0.001,cut=0.02}, or {@code none}: what {@link #of(String)} reads. */
    @Override
    public String toString() {
        return rates.isEmpty()
                ? "none"
                : rates.entrySet().stream()
                        .map(entry -> entry.getKey().label() + "=" + entry.getValue())
                        .collect(Collectors.joining(","));
    }
}
