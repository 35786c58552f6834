package io.candlelake.query.statement;

/**
 * One value of one row: {@code DECIMAL 64123.12}.
 *
 * @param kind says how JSON writes it and where a table aligns it
 * @param text with every digit; empty for NULL
 */
record Cell(Kind kind, String text) {
    static final Cell NULL = new Cell(Kind.NULL, "");

    enum Kind {
        NULL,
        /** Whole or floating: a JSON number. */
        NUMBER,
        /** A JSON string, so that no reader's double takes digits away. */
        DECIMAL,
        BOOLEAN,
        /** ISO 8601 in UTC with microseconds. */
        TIME,
        TEXT,
        /** Already JSON: a row, an array, a map. */
        NESTED
    }

    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.NESTED;
    }

    boolean isNumeric() {
        return kind == Kind.NUMBER || kind == Kind.DECIMAL;
    }
}
