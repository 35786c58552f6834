package io.candlelake.query.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.query.statement.Cell.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowWriterTest {
    private static final List<String> COLUMNS = List.of("product_id", "price", "trade_id", "time", "detail");
    private static final List<List<Cell>> ROWS = List.of(
            List.of(
                    text("BTC-USD"),
                    decimal("64123.120000000000000000"),
                    number("7"),
                    time("2026-07-07T22:58:17.164000Z"),
                    text("a \"b\", c\nd")),
            List.of(
                    text("ETH-USD"),
                    decimal("-3.000000000000000001"),
                    number("12345"),
                    time("2026-07-07T22:58:17.000000Z"),
                    Cell.NULL));

    @Test
    void aTableAlignsPointsAndDropsDigitsThatSayNothing() {
        assertThat(write(OutputFormat.TABLE, 0, ROWS)).isEqualTo("""
                product_id                     price  trade_id  time                      detail
                ──────────  ────────────────────────  ────────  ────────────────────────  ───────────
                BTC-USD     64123.120000000000000000         7  2026-07-07T22:58:17.164Z  a "b", c\\nd
                ETH-USD        -3.000000000000000001     12345  2026-07-07T22:58:17.000Z
                (2 rows)
                """);
    }

    @Test
    void aTerminalsWidthCutsTextsAndNeverNumbers() {
        List<Cell> row =
                List.of(text("x".repeat(60)), decimal("1.500"), number("1"), text("short"), text("y".repeat(50)));
        assertThat(write(OutputFormat.TABLE, 60, List.of(row)).lines())
                .allMatch(line -> line.length() <= 60)
                .contains("xxxxxxxxxxxxxxxx…    1.5         1  short  yyyyyyyyyyyyyyyy…");
    }

    @Test
    void aWholeColumnOfRoundNumbersHasNoPoint() {
        TableLayout layout = TableLayout.of(
                List.of("size", "time"),
                List.of(List.of(decimal("2.000000000000000000"), time("2026-07-07T22:58:17.000000Z"))),
                0);
        assertThat(layout.row(List.of(decimal("2.000000000000000000"), time("2026-07-07T22:58:17.000000Z"))))
                .isEqualTo("   2  2026-07-07T22:58:17Z");
    }

    @Test
    void aRowBeyondTheMeasuredOnesKeepsAllItsDigits() {
        TableLayout layout = TableLayout.of(List.of("size"), List.of(List.of(decimal("2.0"))), 0);
        assertThat(layout.row(List.of(decimal("2.125000")))).isEqualTo("2.125");
    }

    @Test
    void csvQuotesAsRfc4180AndTellsNullFromEmpty() {
        assertThat(write(
                        OutputFormat.CSV,
                        0,
                        List.of(ROWS.get(0), List.of(text(""), Cell.NULL, Cell.NULL, Cell.NULL, Cell.NULL))))
                .isEqualTo(String.join(
                        "\r\n",
                        "product_id,price,trade_id,time,detail",
                        "BTC-USD,64123.120000000000000000,7,2026-07-07T22:58:17.164000Z,\"a \"\"b\"\", c\nd\"",
                        "\"\",,,,",
                        ""));
    }

    @Test
    void jsonKeepsDecimalsAsStringsAndLongsAsNumbers() {
        assertThat(write(OutputFormat.JSON, 0, ROWS)).isEqualTo("""
                [
                  {"product_id": "BTC-USD", "price": "64123.120000000000000000", "trade_id": 7, \
                "time": "2026-07-07T22:58:17.164000Z", "detail": "a \\"b\\", c\\nd"},
                  {"product_id": "ETH-USD", "price": "-3.000000000000000001", "trade_id": 12345, \
                "time": "2026-07-07T22:58:17.000000Z", "detail": null}
                ]
                """);
    }

    @Test
    void noRowsAreStillAResult() {
        assertThat(write(OutputFormat.JSON, 0, List.of())).isEqualTo("[]\n");
        assertThat(write(OutputFormat.CSV, 0, List.of())).isEqualTo("product_id,price,trade_id,time,detail\r\n");
        assertThat(write(OutputFormat.TABLE, 0, List.of())).endsWith("(0 rows)\n");
    }

    private static String write(OutputFormat format, int width, List<List<Cell>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RowWriter writer = format.writer(new PrintStream(bytes, true, UTF_8), width);
        writer.begin(COLUMNS);
        rows.forEach(writer::row);
        writer.end();
        return bytes.toString(UTF_8);
    }

    private static Cell text(String text) {
        return new Cell(Kind.TEXT, text);
    }

    private static Cell decimal(String text) {
        return new Cell(Kind.DECIMAL, text);
    }

    private static Cell number(String text) {
        return new Cell(Kind.NUMBER, text);
    }

    private static Cell time(String text) {
        return new Cell(Kind.TIME, text);
    }
}
