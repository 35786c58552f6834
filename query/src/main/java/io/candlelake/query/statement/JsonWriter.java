package io.candlelake.query.statement;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.PrintStream;
import java.util.List;

/** {@code [{"product_id": "BTC-USD", "price": "64123.12"}]}, an object a line. */
final class JsonWriter implements RowWriter {
    private final PrintStream out;
    private List<String> names = List.of();
    private boolean first = true;

    JsonWriter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> columns) {
        names = columns;
        out.print("[");
    }

    @Override
    public void row(List<Cell> cells) {
        StringBuilder object = new StringBuilder(first ? "\n  {" : ",\n  {");
        for (int column = 0; column < cells.size(); column++) {
            object.append(column == 0 ? "" : ", ")
                    .append(quoted(names.get(column)))
                    .append(": ")
                    .append(value(cells.get(column)));
        }
        out.print(object.append('}'));
        first = false;
    }

    @Override
    public void end() {
        out.println(first ? "]" : "\n]");
    }

    private static String value(Cell cell) {
        return switch (cell.kind()) {
            case NULL -> "null";
            case NUMBER, BOOLEAN, NESTED -> cell.text();
            case DECIMAL, TIME, TEXT -> quoted(cell.text());
        };
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
