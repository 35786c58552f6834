package io.candlelake.query.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlelake.contract.table.Table;
import io.candlelake.contract.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedQueryTest {
    private static final Path FILES = Path.of("src/main/resources/io/candlelake/query/named");

    @Test
    void everyFileIsAQueryOfItsName() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(NamedQueries.all().stream()
                            .map(query -> query.name() + ".sql")
                            .toList());
        }
    }

    /** What Athena's console and an aws_athena_named_query take. */
    @Test
    void everyFileIsOneStatementThatAthenaTakes() {
        for (NamedQuery query : NamedQueries.all()) {
            assertThat(query.text())
                    .as(query.name())
                    .doesNotContain(";")
                    .doesNotContain("?")
                    .hasSizeLessThan(262_144)
                    .matches("[ -~\\n]+");
            // A comment before anything but a query is not always understood there.
            assertThat(query.text().replaceAll("(?m)^--.*\\n", "").strip()).matches("(?s)(WITH|SELECT)\\s.*");
            assertThat(query.description()).hasSizeBetween(20, 1_024);
        }
    }

    @Test
    void everyExampleAndEveryUsualValueIsOne() {
        for (NamedQuery query : NamedQueries.all()) {
            for (Parameter parameter : query.parameters()) {
                assertThat(parameter.type().literal(parameter.example()))
                        .as(query.name() + ": " + parameter)
                        .isPresent();
                if (!parameter.usual().startsWith("(")) {
                    assertThat(parameter.literal(parameter.usualText()).replace(".000000 ", " "))
                            .as(query.name() + ": " + parameter)
                            .isEqualTo(parameter.usual());
                }
            }
        }
    }

    /** A table that is added must be thought of here. */
    @Test
    void freshnessAndHealthAreOfEveryTable() {
        for (Table table : Tables.all()) {
            assertThat(NamedQueries.named("freshness").text()).contains("\"" + table.name() + "$snapshots\"");
            assertThat(NamedQueries.named("table-health").text()).contains("\"" + table.name() + "$manifests\"");
        }
    }

    @Test
    void everyQueryIsInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/queries.md"));
        for (NamedQuery query : NamedQueries.all()) {
            int from = page.indexOf("\n## " + query.name() + "\n");
            assertThat(from).as(query.name()).isNotNegative();
            int to = page.indexOf("\n## ", from + 1);
            String section = to < 0 ? page.substring(from) : page.substring(from, to);
            assertThat(section).contains("./candlelake sql ", "--query " + query.name());
            for (Parameter parameter : query.parameters()) {
                assertThat(section)
                        .contains("| `" + parameter.name() + "` | `" + parameter.usualText() + "` | `"
                                + parameter.example() + "` | " + parameter.meaning() + " |");
            }
        }
    }

    @Test
    void valuesTakeTheirPlacesAndTheRestStays() {
        NamedQuery query = NamedQueries.named("latest-candles");

        assertThat(query.with(Map.of())).isEqualTo(query.text());
        assertThat(query.with(Map.of("products", "BTC-USD", "rows", "3")))
                .isEqualTo(query.text()
                        .replace("'%' /* products */", "'BTC-USD' /* products */")
                        .replace("<= 1 /* rows */", "<= 3 /* rows */"));
        assertThat(NamedQueries.named("candles-as-committed-at").with(Map.of("at", "2026-07-07T22:58Z")))
                .contains("FOR TIMESTAMP AS OF TIMESTAMP '2026-07-07 22:58:00.000000 UTC' /* at */");
        assertThat(NamedQueries.named("candle-revisions").with(Map.of("open_time", "2026-07-07T22:58Z")))
                .contains("AND open_time = TIMESTAMP '2026-07-07 22:58:00.000000 UTC' /* open_time */");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-07, 2026-07-07 00:00:00.000000 UTC",
        "2026-07-07T22:58Z, 2026-07-07 22:58:00.000000 UTC",
        "2026-07-07T22:58:17.164892Z, 2026-07-07 22:58:17.164892 UTC",
        "2026-07-07T22:58:17.164892999Z, 2026-07-07 22:58:17.164892 UTC",
        "2026-07-07 22:58:17.1 UTC, 2026-07-07 22:58:17.100000 UTC",
        "2026-07-07T22:58:17+02:00, 2026-07-07 20:58:17.000000 UTC"
    })
    void timesAreReadInAnyUsualForm(String text, String utc) {
        assertThat(ParameterType.TIME.literal(text)).contains("TIMESTAMP '" + utc + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIME|2026-07-07T22:58",
                "TIME|2026-02-30",
                "TIME|2026-07-07T25:00Z",
                "TIME|2026-07-07T22:58:17.1648921234Z",
                "TIME|now()",
                "TIME|2026-07-07 UTC' OR '1'='1",
                "PRODUCT|btc-usd",
                "PRODUCT|BTC-USD' OR '1'='1",
                "PRODUCT|%-USD",
                "PRODUCTS|BTC_USD",
                "PRODUCTS|''",
                "INTERVAL|2m",
                "INTERVAL|1m'--",
                "DECIMAL|0",
                "DECIMAL|0.000",
                "DECIMAL|-1",
                "DECIMAL|1e5",
                "DECIMAL|NaN",
                "DECIMAL|0.0000000000000000001",
                "DECIMAL|1 UNION SELECT 1",
                "COUNT|0",
                "COUNT|-1",
                "COUNT|1.5",
                "COUNT|1000000000",
                "COUNT|1; DROP TABLE candles"
            })
    void aValueOfAnotherFormIsRefused(ParameterType type, String text) {
        assertThat(type.literal(text)).isEmpty();
    }

    /** Whatever is typed: what reaches the engine is the file's statement with one literal in it that holds no quote. */
    @Property
    void noTextBecomesMoreThanOneLiteral(
            @ForAll ParameterType type,
            @ForAll
                    @Chars({
                        '0', '1', '2', '7', '-', ':', '.', '+', ' ', 'A', 'T', 'Z', 'm', '%', '\'', '"', ';', '\\',
                        '\n', '*', '/'
                    })
                    @StringLength(max = 28)
                    String text) {
        type.literal(text)
                .ifPresent(literal -> assertThat(literal).matches("(TIMESTAMP |DECIMAL )?'[A-Z0-9a-z .:%-]+'|\\d+"));
    }

    @Test
    void errorsAreOneLineWithTheWayOut() {
        assertThatThrownBy(() -> NamedQueries.named("latest"))
                .isInstanceOf(NamedQueryException.class)
                .hasMessageStartingWith("no query is named 'latest': there are candle-revisions, ");
        NamedQuery query = NamedQueries.named("vwap");
        assertThatThrownBy(() -> query.with(Map.of("product", "BTC-USD")))
                .hasMessage("vwap has no parameter 'product': it has products, from, to");
        assertThatThrownBy(() -> query.with(Map.of("from", "yester\nday")))
                .hasMessage("'yester·day' is no value of from: " + ParameterType.TIME.form());
        assertThatThrownBy(() -> NamedQueries.named("table-health").with(Map.of("at", "2026-07-07")))
                .hasMessage("table-health has no parameter 'at': it has none");
    }

    @Test
    void aFileWhoseHeaderAndStatementDisagreeIsNone() {
        String header = "-- name: some\n-- description: Something\n";
        Map<String, String> broken = new HashMap<>(Map.of(
                "a place without a header", header + "SELECT '1m' /* interval */",
                "a header without a place", header + "-- parameter: a (count, such as 1): rows\nSELECT 1",
                "two values of one", header + "-- parameter: a (count, such as 1): rows\nSELECT 1 /* a */, 2 /* a */",
                "no name", "-- description: Something\nSELECT 1"));
        broken.put("an unknown type", header + "-- parameter: a (word, such as 1): rows\nSELECT 1 /* a */");
        broken.forEach((what, file) ->
                assertThatThrownBy(() -> NamedQuery.read(file)).as(what).isInstanceOf(IllegalArgumentException.class));
        assertThat(NamedQuery.read(header + "-- parameter: a (count, such as 1): rows\nSELECT 2 /* a */, 2 /* a */")
                        .with(Map.of("a", "7")))
                .endsWith("SELECT 7 /* a */, 7 /* a */");
    }
}
