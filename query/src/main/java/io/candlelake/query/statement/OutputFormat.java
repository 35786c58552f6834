package io.candlelake.query.statement;

import java.io.PrintStream;

/** How {@code candlelake sql --output} writes rows. */
public enum OutputFormat {
    /** Aligned for people; a terminal's width cuts long texts. */
    TABLE,
    /** RFC 4180 with a header; NULL is empty. */
    CSV,
    /** One array of objects; decimals are strings. */
    JSON;

    /** A width of 0 never cuts. */
    RowWriter writer(PrintStream out, int width) {
        return switch (this) {
            case TABLE -> new TableWriter(out, width);
            case CSV -> new CsvWriter(out);
            case JSON -> new JsonWriter(out);
        };
    }
}
