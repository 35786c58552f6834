package io.candlelake.streams.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often what happened: a simulation in which nothing does proves nothing. */
final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();

    void count(String what) {
        count(what, 1);
    }

    void count(String what, int times) {
        counts.merge(what, (long) times, Long::sum);
    }

    Map<String, Long> counts() {
        return counts;
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }
}
