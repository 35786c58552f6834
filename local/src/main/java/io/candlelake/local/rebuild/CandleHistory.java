package io.candlelake.local.rebuild;

import io.candlelake.lake.row.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The revisions of each window of a day, in the table and made again.
 *
 * <p>Two candles are equal when every column but {@code emitted_at} is. A window whose newest revision says the same, but came to it by
 * other revisions, is told apart: the running app closes a silent product's windows by the wall clock, which no frame tells.
 */
final class CandleHistory {
    private static final Comparator<Row> BY_REVISION = Comparator.comparingLong(row -> row.number("revision"));
    private static final Set<String> OF_HISTORY = Set.of("revision", "reason", "emitted_at");

    private final TreeMap<String, Window> windows = new TreeMap<>();

    private static final class Window {
        private final List<Row> made = new ArrayList<>(1);
        private final List<Row> found = new ArrayList<>(1);
        private boolean isOfClockAlone = true;
    }

    /** How the two stand to each other. */
    enum Verdict {
        EQUAL,
        /** The newest revision says the same, others do not. */
        OTHER_HISTORY,
        /** Only silence closes it: the running app has not, or not yet. */
        OPEN,
        DIFFERS
    }

    void made(Row candle, boolean isOfClock) {
        Window window = window(candle);
        window.made.add(candle);
        window.isOfClockAlone &= isOfClock;
    }

    void found(Row candle) {
        window(candle).found.add(candle);
    }

    private Window window(Row candle) {
        return windows.computeIfAbsent(
                candle.product() + " " + candle.text("interval") + " " + candle.shown("open_time"),
                name -> new Window());
    }

    private static Verdict verdict(Window window) {
        window.made.sort(BY_REVISION);
        window.found.sort(BY_REVISION);
        if (areEqual(window.made, window.found)) {
            return Verdict.EQUAL;
        }
        if (window.found.isEmpty()) {
            return window.isOfClockAlone ? Verdict.OPEN : Verdict.DIFFERS;
        }
        if (window.made.isEmpty()) {
            return Verdict.DIFFERS;
        }
        return changes(last(window.made), last(window.found), OF_HISTORY).isEmpty()
                ? Verdict.OTHER_HISTORY
                : Verdict.DIFFERS;
    }

    private static boolean areEqual(List<Row> made, List<Row> found) {
        if (made.size() != found.size()) {
            return false;
        }
        for (int i = 0; i < made.size(); i++) {
            if (!changes(made.get(i), found.get(i), Set.of("emitted_at")).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> changes(Row made, Row found, Set<String> ignored) {
        return made.changesTo(found).stream()
                .filter(change -> !ignored.contains(change.substring(0, change.indexOf(' '))))
                .toList();
    }

    private static Row last(List<Row> rows) {
        return rows.get(rows.size() - 1);
    }

    long rows() {
        return windows.values().stream()
                .mapToLong(window -> window.found.size())
                .sum();
    }

    long count(Verdict verdict) {
        return windows.values().stream()
                .filter(window -> verdict(window) == verdict)
                .count();
    }

    /** One line for each window of the verdict. */
    List<String> lines(Verdict wanted) {
        List<String> lines = new ArrayList<>();
        windows.forEach((name, window) -> {
            if (verdict(window) == wanted) {
                lines.add(name + ": " + line(window));
            }
        });
        return lines;
    }

    private static String line(Window window) {
        if (window.found.isEmpty()) {
            return "missing, rebuilt with " + last(window.made).shown("trade_count") + " trades";
        }
        if (window.made.isEmpty()) {
            return "no frame makes it";
        }
        List<String> changes = changes(last(window.found), last(window.made), OF_HISTORY);
        String revisions = "revisions " + revisions(window.found) + ", rebuilt " + revisions(window.made);
        return changes.isEmpty() ? revisions : String.join(", ", changes) + " (table → rebuilt); " + revisions;
    }

    private static String revisions(List<Row> rows) {
        return rows.stream()
                .map(row -> row.text("revision") + " " + row.text("reason"))
                .collect(Collectors.joining(", "));
    }

    /** What the day is to hold: the table's rows where they are right, else those made again. */
    List<Row> right() {
        List<Row> right = new ArrayList<>();
        for (Window window : windows.values()) {
            switch (verdict(window)) {
                case EQUAL, OTHER_HISTORY -> right.addAll(window.found);
                case DIFFERS -> right.addAll(window.made);
                case OPEN -> {
                    // The running app will close it.
                }
            }
        }
        return right;
    }
}
