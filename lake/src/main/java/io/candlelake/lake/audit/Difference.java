package io.candlelake.lake.audit;

import java.util.Comparator;

/**
 * One row, or a range of rows, that is not as it must be: {@code ticks, MISSING, BTC-USD 1052119289}.
 *
 * @param check which comparison showed it: {@code ticks topic = ticks}
 * @param table the table that is wrong
 * @param kind how
 * @param day of the row, as text; empty where it has none
 * @param row the row's name, or the range's
 * @param rows how many
 * @param detail one line for a person
 */
public record Difference(String check, String table, Kind kind, String day, String row, long rows, String detail) {
    /** In the order of tables, days and rows. */
    public static final Comparator<Difference> ORDER = Comparator.comparing(Difference::table)
            .thenComparing(Difference::day)
            .thenComparing(Difference::row);

    /** What is wrong with a row. */
    public enum Kind {
        /** It must be there and is not. */
        MISSING,
        /** It is there more than once. */
        DOUBLED,
        /** It is there with another value. */
        ALTERED,
        /** It is there and nothing accounts for it. */
        UNEXPECTED,
        /** The table is not of its definition. */
        SCHEMA
    }
}
