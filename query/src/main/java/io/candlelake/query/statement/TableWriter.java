package io.candlelake.query.statement;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligned columns. The first thousand rows decide the layout, so that a long result is written while it is read; a later
 * row that does not fit sticks out.
 */
final class TableWriter implements RowWriter {
    private static final int MEASURED_ROWS = 1_000;

    private final PrintStream out;
    private final int width;
    private final List<List<Cell>> measured = new ArrayList<>();
    private List<String> names = List.of();
    private TableLayout layout = TableLayout.EMPTY;
    private boolean laidOut;
    private long rows;

    TableWriter(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public void begin(List<String> columns) {
        names = columns;
    }

    @Override
    public void row(List<Cell> cells) {
        rows++;
        if (rows <= MEASURED_ROWS) {
            measured.add(cells);
        } else {
            flush();
            out.println(layout.row(cells));
        }
    }

    @Override
    public void end() {
        flush();
        out.println(rows == 1 ? "(1 row)" : "(" + rows + " rows)");
    }

    private void flush() {
        if (!laidOut) {
            laidOut = true;
            layout = TableLayout.of(names, measured, width);
            out.println(layout.header(names));
            out.println(layout.rule());
            measured.forEach(cells -> out.println(layout.row(cells)));
            measured.clear();
        }
    }
}
