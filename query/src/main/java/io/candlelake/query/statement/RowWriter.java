package io.candlelake.query.statement;

import java.util.List;

/** Writes a result: {@code begin}, then each row, then {@code end}. */
interface RowWriter {
    void begin(List<String> columns);

    void row(List<Cell> cells);

    void end();
}
