package io.candlelake.endtoend.examination;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Trade ids for a person: {@code Ids.text(List.of(5L, 6L, 7L, 12L))} is "5 to 7, 12". */
final class Ids {
    private static final int SHOWN = 8;

    private Ids() {}

    static String text(Collection<Long> ids) {
        List<String> ranges = new ArrayList<>();
        long first = 0;
        long last = -1;
        for (long id : new TreeSet<>(ids)) {
            if (last >= 0 && id == last + 1) {
                last = id;
                continue;
            }
            if (last >= 0) {
                ranges.add(range(first, last));
            }
            first = id;
            last = id;
        }
        if (last >= 0) {
            ranges.add(range(first, last));
        }
        String more = ranges.size() > SHOWN ? " and " + (ranges.size() - SHOWN) + " more ranges" : "";
        return String.join(", ", ranges.subList(0, Math.min(SHOWN, ranges.size()))) + more + " (" + ids.size() + ")";
    }

    private static String range(long first, long last) {
        return first == last ? Long.toString(first) : first + " to " + last;
    }
}
