package io.candlelake.lake.audit;

import io.candlelake.lake.row.Group;
import io.candlelake.lake.row.Sums;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Days without a trade between a product's first and last day: {@code BTC-USD has no trade on 2026-07-08}. */
final class EmptyDays {
    private EmptyDays() {}

    static List<String> of(Sums ticks) {
        Map<String, TreeSet<LocalDate>> days = new TreeMap<>();
        for (Group group : ticks.byGroup().keySet()) {
            if (ticks.get(group).count() > 0) {
                days.computeIfAbsent(group.product(), product -> new TreeSet<>())
                        .add(group.day());
            }
        }
        List<String> found = new ArrayList<>();
        days.forEach((product, traded) -> {
            LocalDate before = traded.first();
            for (LocalDate day : traded) {
                LocalDate first = before.plusDays(1);
                if (first.isBefore(day)) {
                    LocalDate last = day.minusDays(1);
                    found.add("empty days: " + product + " has no trade on " + first
                            + (first.equals(last) ? "" : " to " + last));
                }
                before = day;
            }
        });
        return found;
    }
}
