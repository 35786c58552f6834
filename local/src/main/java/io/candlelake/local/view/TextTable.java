package io.candlelake.local.view;

import java.util.ArrayList;
import java.util.List;

/**
 * An aligned table without lines, text left, numbers right, decimals at their point.
 *
 * <pre>{@code
 * TextTable table = new TextTable("topic", ">records", ".price");
 * table.row("ticks", "1,234", "63514.6");
 * table.lines(80).forEach(System.out::println);
 * }</pre>
 *
 * <p>A header's first character says how its column stands: {@code >} right, {@code .} at the decimal point, any other left.
 * Columns only grow, so that rows which come later, as when following a topic, stand under the earlier ones.
 */
public final class TextTable {
    private static final String WIDE = "  ";
    private static final String NARROW = " ";
    private static final int LONG_TEXT = 40;

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... headers) {
        List<String> names = new ArrayList<>();
        for (String header : headers) {
            Align align = Align.of(header);
            columns.add(new Column(align));
            names.add(align == Align.LEFT ? header : header.substring(1));
        }
        add(names, true);
    }

    /** Adds a row; a cell's control characters are shown as {@code ·}. */
    public TextTable row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(Text.printable(cell.toString()));
        }
        add(texts, false);
        return this;
    }

    private void add(List<String> cells, boolean header) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + columns.size() + " columns");
        }
        for (int i = 0; i < cells.size(); i++) {
            columns.get(i).fit(cells.get(i), header);
        }
        rows.add(cells);
    }

    /**
     * The rows added since the last call, before the first one the header too.
     *
     * @param width columns of the screen; where lines are longer the columns move together, and what is too long then is
     *     cut and ends in {@code …}
     */
    public List<String> lines(int width) {
        String between = needed() > width ? NARROW : WIDE;
        List<String> lines =
                rows.stream().map(row -> Text.cut(line(row, between), width)).toList();
        rows.clear();
        return lines;
    }

    /** A last column of long text is there to be cut: it needs nothing. */
    private int needed() {
        Column last = columns.get(columns.size() - 1);
        int all = columns.stream()
                        .mapToInt(column -> column.width + WIDE.length())
                        .sum()
                - WIDE.length();
        return last.width > LONG_TEXT ? all - last.width : all;
    }

    private String line(List<String> row, String between) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(i == 0 ? "" : between).append(columns.get(i).padded(row.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private enum Align {
        LEFT,
        RIGHT,
        POINT;

        static Align of(String header) {
            return header.startsWith(">") ? RIGHT : header.startsWith(".") ? POINT : LEFT;
        }
    }

    /** How wide a column is; at the point, how much stands before and behind it. */
    private static final class Column {
        private final Align align;
        private int width;
        private int before;
        private int behind;

        Column(Align align) {
            this.align = align;
        }

        void fit(String cell, boolean header) {
            if (align == Align.POINT && !header) {
                before = Math.max(before, point(cell));
                behind = Math.max(behind, cell.length() - point(cell));
            }
            width = Math.max(Math.max(width, cell.length()), before + behind);
        }

        String padded(String cell) {
            return switch (align) {
                case LEFT -> cell + " ".repeat(width - cell.length());
                case RIGHT -> " ".repeat(width - cell.length()) + cell;
                case POINT -> atPoint(cell);
            };
        }

        private String atPoint(String cell) {
            // The header, or a "-", is no number: it stands at the right edge.
            boolean number = !cell.isEmpty() && Character.isDigit(cell.charAt(cell.length() - 1));
            int right = number ? behind - (cell.length() - point(cell)) : 0;
            return " ".repeat(width - cell.length() - right) + cell + " ".repeat(right);
        }

        private static int point(String cell) {
            int at = cell.indexOf('.');
            return at < 0 ? cell.length() : at;
        }
    }
}
