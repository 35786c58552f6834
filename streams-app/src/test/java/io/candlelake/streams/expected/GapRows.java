package io.candlelake.streams.expected;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/** The rows of gaps that a frame must bring: {@code 7..9 OPEN SKIPPED}; id by id, from which came, are missing, or are given up. */
final class GapRows {
    private final Ids ids;
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<Long> inGap = new HashSet<>();
    private final Set<Long> givenUp = new HashSet<>();
    private final TreeSet<Long> cameAfterAll = new TreeSet<>();
    private final List<String> rows = new ArrayList<>();

    private static final class Gap {
        private final long first;
        private final long last;
        private final String cause;
        private boolean over;

        Gap(long first, long last, String cause) {
            this.first = first;
            this.last = last;
            this.cause = cause;
        }

        boolean contains(long id) {
            return first <= id && id <= last;
        }
    }

    GapRows(Ids ids) {
        this.ids = ids;
    }

    /** A trade came for the first time. */
    void came(long id) {
        if (givenUp.remove(id) && gaps.stream().anyMatch(gap -> gap.over && gap.contains(id))) {
            cameAfterAll.add(id);
        }
    }

    /** Whether it was known to be missing when the frame began. */
    boolean isKnown(long id) {
        return inGap.contains(id);
    }

    void report(Told.Report report) {
        openRuns(report.first(), report.last(), report.cause(), id -> !ids.contains(id) && !inGap.contains(id));
        if (report.isGivenUp()) {
            for (long id = report.first(); id <= report.last(); id++) {
                if (!ids.contains(id)) {
                    givenUp.add(id);
                }
            }
        }
    }

    /** All rows of the frame. */
    List<String> endOfFrame() {
        long largest = ids.largest();
        for (Ids.Hole hole : ids.holes()) {
            String cause = hole.first() > largest ? "HEARTBEAT" : "SKIPPED";
            openRuns(hole.first(), hole.last(), cause, id -> !inGap.contains(id));
        }
        for (Gap gap : gaps) {
            if (gap.over) {
                runs(gap, cameAfterAll::contains, "REPAIRED");
            } else if (isOver(gap)) {
                runs(gap, id -> !givenUp.contains(id), "REPAIRED");
                runs(gap, givenUp::contains, "UNREPAIRABLE");
                gap.over = true;
            }
        }
        cameAfterAll.clear();
        List<String> all = rows.stream().sorted().toList();
        rows.clear();
        return all;
    }

    private boolean isOver(Gap gap) {
        for (long id = gap.first; id <= gap.last; id++) {
            if (!ids.contains(id) && !givenUp.contains(id)) {
                return false;
            }
        }
        return true;
    }

    private void openRuns(long first, long last, String cause, LongPredicate opens) {
        for (long id = first; id <= last; id++) {
            if (!opens.test(id)) {
                continue;
            }
            long end = id;
            while (end < last && opens.test(end + 1)) {
                end++;
            }
            gaps.add(new Gap(id, end, cause));
            rows.add(id + ".." + end + " OPEN " + cause);
            for (long opened = id; opened <= end; opened++) {
                inGap.add(opened);
            }
            id = end;
        }
    }

    private void runs(Gap gap, LongPredicate ended, String status) {
        for (long id = gap.first; id <= gap.last; id++) {
            if (!ended.test(id)) {
                continue;
            }
            long end = id;
            while (end < gap.last && ended.test(end + 1)) {
                end++;
            }
            rows.add(id + ".." + end + " " + status + " " + gap.cause);
            id = end;
        }
    }
}
