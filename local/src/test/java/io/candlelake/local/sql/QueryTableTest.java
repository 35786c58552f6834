package io.candlelake.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.query.named.NamedQueries;
import io.candlelake.query.named.NamedQuery;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTableTest {
    @Test
    void everyQueryStandsAboveItsParametersWithWhatIsUsual() {
        List<String> lines = QueryTable.lines(Integer.MAX_VALUE);

        assertThat(lines)
                .filteredOn(line -> !line.startsWith(" "))
                .hasSize(1 + NamedQueries.all().size())
                .allSatisfy(line -> assertThat(line.indexOf("  ")).isPositive());
        NamedQuery latest = NamedQueries.named("latest-candles");
        int at = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith(latest.name()))
                .findFirst()
                .orElseThrow());
        assertThat(lines.get(at)).endsWith(latest.description());
        assertThat(lines.get(at + 1)).matches("  products +%-USD +a market, .* \\(usually %\\)");
        assertThat(lines.get(at + 2)).matches("  interval +5m +length of the candles \\(usually 1m\\)");
    }

    @Test
    void itFitsATerminal() {
        assertThat(QueryTable.lines(80)).allMatch(line -> line.length() <= 80);
    }
}
