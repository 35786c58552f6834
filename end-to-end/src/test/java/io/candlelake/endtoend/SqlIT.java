package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.expected.Candle;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Athena's SQL on the tables, time travel included, while the stack runs. */
@Tag("slow")
@Order(5)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ReplayedStack.Provider.class)
final class SqlIT {
    /** The first query may fetch the engine: 350 MB and more. */
    private static final Duration FETCH = Duration.ofMinutes(12);

    private static final Pattern SUGGESTED = Pattern.compile("candlelake sql .*\"(SELECT .*)\"");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReplayedStack stack;

    SqlIT(ReplayedStack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void sample() throws Exception {
        stack.sample();
    }

    @Test
    @Order(1)
    void firstTheEngineStartsThenItAnswersAtOnce() throws Exception {
        Outcome first = stack.sandbox().run(FETCH, "sql", "SELECT 1").succeeded();
        Outcome second =
                stack.sandbox().run("sql", "SELECT count(*) FROM ticks").succeeded();
        Outcome third = stack.sandbox()
                .run("sql", "SELECT product_id, count(*) FROM candles GROUP BY 1 ORDER BY 1")
                .succeeded();
        System.out.println("sql: first " + first.took().toMillis() + " ms, second "
                + second.took().toMillis() + " ms, third " + third.took().toMillis() + " ms\n" + first + second
                + third);
        assertThat(first.out() + first.err()).as("its address for other tools").contains("jdbc:trino://");
    }

    @Test
    @Order(2)
    void rowsEqualTheTablesFiles() throws Exception {
        JsonNode rows = query("SELECT open, close, volume, notional, vwap, trade_count, revision, "
                + "to_iso8601(open_time) AS open_time, product_id, \"interval\" FROM candles "
                + "WHERE product_id = 'PEAR-USD' ORDER BY open_time, \"interval\"");
        List<Candle> candles = stack.tables().candles().stream()
                .filter(candle -> candle.key().product().equals("PEAR-USD"))
                .flatMap(candle -> candle.traded().stream())
                .toList();
        assertThat(rows.findValues("trade_count").stream().filter(count -> count.longValue() > 0))
                .hasSameSizeAs(candles);
        for (JsonNode row : rows) {
            if (row.get("trade_count").longValue() > 0) {
                assertThat(candles).anyMatch(candle -> isSame(candle, row));
            }
        }
    }

    @Test
    @Order(3)
    void theTablesHistoryCanBeAsked() throws Exception {
        JsonNode snapshots = query("SELECT snapshot_id, CAST(committed_at AS varchar) AS committed_at, operation "
                + "FROM \"candles$snapshots\" ORDER BY committed_at");
        assertThat(snapshots).isNotEmpty();
        JsonNode oldest = snapshots.get(0);
        JsonNode newest = snapshots.get(snapshots.size() - 1);

        long before = count("SELECT count(*) AS n FROM candles FOR VERSION AS OF "
                + oldest.get("snapshot_id").asText());
        long then = count("SELECT count(*) AS n FROM candles FOR TIMESTAMP AS OF TIMESTAMP '"
                + newest.get("committed_at").textValue() + "'");
        assertThat(before).isLessThanOrEqualTo(then);
        assertThat(then).isEqualTo(stack.tables().candles().size());
    }

    @Test
    @Order(4)
    void anotherReplayIsSeenByTheNextQueryAndNotByAnOldVersion() throws Exception {
        JsonNode snapshot = query("SELECT max_by(snapshot_id, committed_at) AS id FROM \"ticks$snapshots\"");
        String version = snapshot.get(0).get("id").asText();
        long now = count("SELECT count(*) AS n FROM ticks");
        NastyFile file = new NastyFile("SEEN-USD");
        file.goodTrade().goodTrade().goodTrade();
        Path written = file.write(stack.sandbox().file("seen.ndjson"));
        stack.replay(written, file.good()).succeeded();

        assertThat(count("SELECT count(*) AS n FROM ticks")).isEqualTo(now + 3);
        assertThat(count("SELECT count(*) AS n FROM ticks FOR VERSION AS OF " + version))
                .isEqualTo(now);
    }

    @Test
    @Order(5)
    void everyOutputHasTheSameRow() throws Exception {
        String query = "SELECT product_id, price FROM ticks WHERE product_id = 'QUINCE-USD' ORDER BY trade_id LIMIT 1";
        for (String format : List.of("table", "csv", "json")) {
            Outcome outcome =
                    stack.sandbox().run("sql", "--output", format, query).succeeded();
            System.out.println(outcome);
            assertThat(outcome.out()).contains("product_id").contains("price").contains("QUINCE-USD");
        }
    }

    @Test
    @Order(6)
    void anErrorIsOneLine() throws Exception {
        for (String query : List.of("SELEC 1", "SELECT nothing FROM candles", "SELECT * FROM nowhere", "")) {
            Outcome refused = stack.sandbox().run("sql", query);
            System.out.println(refused);
            refused.failedWithOneLine();
        }
        assertThat(count("SELECT 1 AS n")).as("and the next query is answered").isEqualTo(1);
    }

    @Test
    @Order(7)
    void theQueryThatAReplaySuggestsIsAnswered() throws Exception {
        Path sample =
                Recordings.sample("sample-advanced.ndjson", stack.sandbox().file("suggests.ndjson"));
        Outcome replay = stack.replay(sample, List.of()).succeeded();
        Matcher suggested = SUGGESTED.matcher(replay.out());
        assertThat(suggested.find()).as(replay.toString()).isTrue();
        assertThat(query(suggested.group(1))).hasSizeGreaterThan(3);
    }

    private long count(String query) throws Exception {
        return query(query).get(0).get("n").longValue();
    }

    private JsonNode query(String query) throws Exception {
        JsonNode rows = JSON.readTree(stack.sandbox()
                .run(FETCH, "sql", "--output", "json", query)
                .succeeded()
                .out());
        assertThat(rows.isArray()).as(rows.toString()).isTrue();
        return rows;
    }

    private static boolean isSame(Candle candle, JsonNode row) {
        return candle.interval().equals(row.get("interval").textValue())
                && candle.openTime()
                        .equals(OffsetDateTime.parse(row.get("open_time").textValue())
                                .toInstant())
                && candle.tradeCount() == row.get("trade_count").longValue()
                && equals(candle.open(), row, "open")
                && equals(candle.close(), row, "close")
                && equals(candle.volume(), row, "volume")
                && equals(candle.notional(), row, "notional")
                && equals(candle.vwap(), row, "vwap");
    }

    private static boolean equals(BigDecimal expected, JsonNode row, String name) {
        return expected.compareTo(new BigDecimal(row.get(name).asText())) == 0;
    }
}
