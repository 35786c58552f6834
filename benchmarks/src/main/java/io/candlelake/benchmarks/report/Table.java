package io.candlelake.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An aligned table: the first column left, all others right.
 *
 * <pre>{@code
 * new Table("contestant", "rec/s").row("candlelake", "248,113").print(System.out);
 * }</pre>
 */
public final class Table {
    private final List<String[]> rows = new ArrayList<>();

    public Table(String... headers) {
        rows.add(headers.clone());
    }

    /** Adds a row of as many cells as there are columns. */
    public Table row(Object... cells) {
        if (cells.length != rows.get(0).length) {
            throw new IllegalArgumentException(cells.length + " cells for " + rows.get(0).length + " columns");
        }
        rows.add(Stream.of(cells).map(Object::toString).toArray(String[]::new));
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? row[i] + space : "  " + space + row[i]);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
