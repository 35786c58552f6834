package io.candlelake.query.statement;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns of one table: how wide each is, and how many digits after the point it shows. */
record TableLayout(List<Column> columns) {
    static final TableLayout EMPTY = new TableLayout(List.of());
    private static final String GAP = "  ";
    private static final int LEAST_TEXT = 8;

    /**
     * One column.
     *
     * @param digits after the point of decimals and times: as many as the value with most of them needs
     * @param numeric aligned right
     * @param text may be cut; half a number or half a time is a wrong one
     */
    record Column(int width, int digits, boolean numeric, boolean text) {
        String show(Cell cell) {
            return switch (cell.kind()) {
                case DECIMAL -> Decimals.show(cell.text(), digits);
                case TIME -> Times.shorten(cell.text(), Math.max(digits, Times.precision(cell.text())));
                case NULL, NUMBER, BOOLEAN, TEXT, NESTED -> visible(cell.text());
            };
        }

        String pad(String shown) {
            String cut = this.text && shown.length() > width ? shown.substring(0, width - 1) + "…" : shown;
            String blanks = " ".repeat(Math.max(0, width - cut.length()));
            return numeric ? blanks + cut : cut + blanks;
        }
    }

    static TableLayout of(List<String> names, List<List<Cell>> rows, int terminalWidth) {
        List<Column> natural = IntStream.range(0, names.size())
                .mapToObj(column -> measure(
                        names.get(column),
                        rows.stream().map(row -> row.get(column)).toList()))
                .toList();
        return new TableLayout(terminalWidth == 0 ? natural : fit(natural, terminalWidth));
    }

    private static Column measure(String name, List<Cell> cells) {
        boolean numeric = cells.stream().anyMatch(Cell::isNumeric);
        int digits = cells.stream().mapToInt(TableLayout::digits).max().orElse(0);
        boolean text = cells.stream().anyMatch(Cell::isText);
        Column draft = new Column(0, digits, numeric, text);
        int width =
                cells.stream().mapToInt(cell -> draft.show(cell).length()).max().orElse(0);
        return new Column(Math.max(width, name.length()), digits, numeric, text);
    }

    private static int digits(Cell cell) {
        return switch (cell.kind()) {
            case DECIMAL -> Decimals.digits(cell.text());
            case TIME -> Times.precision(cell.text());
            case NULL, NUMBER, BOOLEAN, TEXT, NESTED -> 0;
        };
    }

    /** Lowers one limit for all texts until the row fits or texts are at their shortest. */
    private static List<Column> fit(List<Column> natural, int terminalWidth) {
        int limit = natural.stream().mapToInt(Column::width).max().orElse(0);
        List<Column> columns = natural;
        while (total(columns) > terminalWidth && limit > LEAST_TEXT) {
            limit--;
            columns = limited(natural, limit);
        }
        return columns;
    }

    private static List<Column> limited(List<Column> natural, int limit) {
        return natural.stream()
                .map(column -> column.text()
                        ? new Column(Math.min(column.width(), limit), column.digits(), column.numeric(), true)
                        : column)
                .toList();
    }

    private static int total(List<Column> columns) {
        return columns.stream().mapToInt(Column::width).sum() + GAP.length() * Math.max(0, columns.size() - 1);
    }

    String header(List<String> names) {
        return join(names);
    }

    String rule() {
        return columns.stream().map(column -> "─".repeat(column.width())).collect(Collectors.joining(GAP));
    }

    String row(List<Cell> cells) {
        return join(IntStream.range(0, columns.size())
                .mapToObj(column -> columns.get(column).show(cells.get(column)))
                .toList());
    }

    private String join(List<String> texts) {
        return IntStream.range(0, columns.size())
                .mapToObj(column -> columns.get(column).pad(texts.get(column)))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    /** A line break or a tab inside a value would break the columns. */
    private static String visible(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }
}
