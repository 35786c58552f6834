package io.candlelake.query.statement;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** RFC 4180, {@code product_id,price\r\nBTC-USD,64123.12\r\n}: an empty text is {@code ""}, NULL is nothing. */
final class CsvWriter implements RowWriter {
    private final PrintStream out;

    CsvWriter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> columns) {
        line(columns.stream().map(CsvWriter::quoted).toList());
    }

    @Override
    public void row(List<Cell> cells) {
        line(cells.stream().map(CsvWriter::field).toList());
    }

    @Override
    public void end() {}

    private void line(List<String> fields) {
        out.print(fields.stream().collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String field(Cell cell) {
        boolean emptyText = cell.kind() != Cell.Kind.NULL && cell.text().isEmpty();
        return emptyText ? "\"\"" : quoted(cell.text());
    }

    private static String quoted(String text) {
        boolean special = text.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return special ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
