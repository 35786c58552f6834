package io.candlelake.lake.row;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * The rows of one product and one UTC day: {@code 2026-07-07 BTC-USD}.
 *
 * @param day of the row's own time
 * @param product {@code ""} for rows that name none
 */
public record Group(LocalDate day, String product) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
            Comparator.comparing(Group::day).thenComparing(Group::product);

    public static Group of(Row row) {
        return new Group(row.day(), row.product());
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return day + " " + (product.isEmpty() ? "(no product)" : product);
    }
}
