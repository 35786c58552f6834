package io.candlelake.lake.audit;

import io.candlelake.lake.audit.Difference.Kind;
import io.candlelake.lake.row.Row;
import io.candlelake.lake.row.RowForm;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one product and one day, one by one: what must be in the table and what is. Memory holds that product's day.
 *
 * <p>Neighbours that are missing, or unexpected, are one range.
 */
public final class RowComparison {
    /** So many differences of a product and day are named; of the rest, how many they are. */
    public static final int MOST = 50;

    private final String check;
    private final RowForm form;
    private final TreeMap<Key, Entry> entries = new TreeMap<>();

    /** Of nothing yet; the check's name is for the differences. */
    public RowComparison(String check, RowForm form) {
        this.check = check;
        this.form = form;
    }

    /** Rows sort by what they share and then by number, so that ranges are neighbours. */
    private record Key(String series, long number, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = series.compareTo(other.series);
            order = order == 0 ? Long.compare(number, other.number) : order;
            return order == 0 ? name.compareTo(other.name) : order;
        }
    }

    private static final class Entry {
        private final List<Expected> expected = new ArrayList<>(1);
        private final List<Row> found = new ArrayList<>(1);
    }

    private record Expected(Row row, String source, boolean optional) {}

    /** A row that must be there; or, where it is on its way, may be. */
    public void expect(Row row, String source, boolean optional) {
        entry(row).expected.add(new Expected(row, source, optional));
    }

    /** A row that is there. */
    public void find(Row row) {
        entry(row).found.add(row);
    }

    private Entry entry(Row row) {
        List<String> identity = form.identity();
        long number = form.counted() ? row.number(identity.get(identity.size() - 1)) : 0;
        return entries.computeIfAbsent(new Key(row.series(), number, row.identity()), key -> new Entry());
    }

    /**
     * What differs.
     *
     * @param isTrimmed the source has lost its oldest: a row that it does not know at all may be older
     */
    public List<Difference> differences(boolean isTrimmed) {
        List<Difference> differences = new ArrayList<>();
        Range range = null;
        for (var each : entries.entrySet()) {
            Entry entry = each.getValue();
            Difference one = difference(entry, isTrimmed);
            boolean isRange = one != null && form.counted() && isRangeable(one.kind());
            if (range != null && one != null && isRange && range.continues(each.getKey(), one.kind())) {
                range.grow(each.getKey());
                continue;
            }
            if (range != null) {
                differences.add(range.difference());
                range = null;
            }
            if (one != null && isRange) {
                range = new Range(each.getKey(), one);
            } else if (one != null) {
                differences.add(one);
            }
        }
        if (range != null) {
            differences.add(range.difference());
        }
        return limit(differences);
    }

    private static boolean isRangeable(Kind kind) {
        return kind == Kind.MISSING || kind == Kind.UNEXPECTED;
    }

    private List<Difference> limit(List<Difference> all) {
        if (all.size() <= MOST) {
            return all;
        }
        List<Difference> first = new ArrayList<>(all.subList(0, MOST));
        Difference next = all.get(MOST);
        long rows = all.subList(MOST, all.size()).stream()
                .mapToLong(Difference::rows)
                .sum();
        first.add(new Difference(
                check,
                form.name(),
                next.kind(),
                next.day(),
                "and " + (all.size() - MOST) + " more",
                rows,
                "not named one by one"));
        return first;
    }

    private @Nullable Difference difference(Entry entry, boolean isTrimmed) {
        long mustBe = entry.expected.stream().filter(each -> !each.optional()).count();
        int mayBe = entry.expected.size();
        int found = entry.found.size();
        if (entry.expected.isEmpty()) {
            if (found > 1) {
                return of(Kind.DOUBLED, entry.found.get(0), found - 1L, found + " times in the table");
            }
            return isTrimmed ? null : of(Kind.UNEXPECTED, entry.found.get(0), found, "nothing accounts for it");
        }
        Expected first = entry.expected.get(0);
        if (found < mustBe) {
            return of(Kind.MISSING, first.row(), mustBe - found, "it is in " + first.source());
        }
        if (found > mayBe) {
            return of(
                    Kind.DOUBLED,
                    first.row(),
                    found - (long) mayBe,
                    found + " times in the table, " + times(mayBe) + " in " + first.source());
        }
        for (Row row : entry.found) {
            if (entry.expected.stream()
                    .allMatch(each -> !each.row().changesTo(row).isEmpty())) {
                return of(
                        Kind.ALTERED,
                        row,
                        1,
                        String.join(", ", first.row().changesTo(row)) + "; unaltered it is in " + first.source());
            }
        }
        return null;
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private Difference of(Kind kind, Row row, long rows, String detail) {
        return new Difference(check, form.name(), kind, row.day().toString(), row.identity(), rows, detail);
    }

    private static final class Range {
        private final Difference first;
        private final Key start;
        private Key end;
        private long rows;

        Range(Key start, Difference first) {
            this.first = first;
            this.start = start;
            this.end = start;
            this.rows = first.rows();
        }

        boolean continues(Key next, Kind kind) {
            return kind == first.kind() && next.series().equals(end.series()) && next.number() == end.number() + 1;
        }

        void grow(Key next) {
            end = next;
            rows++;
        }

        Difference difference() {
            String name = start.equals(end) ? first.row() : first.row() + " to " + end.number();
            return new Difference(first.check(), first.table(), first.kind(), first.day(), name, rows, first.detail());
        }
    }
}
