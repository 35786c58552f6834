package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.command.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person sees of a running stack: true, and not wider than their terminal of 80 columns. */
@Tag("slow")
@Order(4)
@ExtendWith(ReplayedStack.Provider.class)
final class ViewIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PROCESSES = List.of("broker", "connect", "streams-app");
    private static final List<String> TABLES = List.of("ticks", "candles", "rejects", "gaps", "raw_messages");

    private final ReplayedStack stack;
    private final Sandbox sandbox;

    ViewIT(ReplayedStack stack) {
        this.stack = stack;
        this.sandbox = stack.sandbox();
    }

    @BeforeEach
    void sample() throws Exception {
        stack.sample();
    }

    @Test
    void inspectShowsTheNewestTicks() throws Exception {
        Outcome inspect = fits(sandbox.run("inspect", "ticks", "--limit", "5"));
        assertThat(inspect.out().lines().filter(line -> line.matches(".*[A-Z]+-[A-Z]{3}.*")))
                .hasSizeBetween(5, 10);
    }

    @Test
    void inspectByKeyShowsOneProductAlone() throws Exception {
        Outcome inspect = fits(sandbox.run("inspect", "ticks", "--limit", "3", "--key", "QUINCE-USD"));
        assertThat(inspect.out()).contains("QUINCE-USD").doesNotContain("PEAR-USD");
    }

    @Test
    void topicsAreListedWithTheirRecords() throws Exception {
        Outcome topics = fits(sandbox.run("topics"));
        assertThat(topics.out())
                .contains("raw_messages")
                .contains("ticks")
                .contains("candles")
                .contains("rejects");
    }

    @Test
    void statusNamesProcessesTopicsLagAndTables() throws Exception {
        Outcome status = fits(sandbox.run("status"));
        assertThat(status.out()).contains(PROCESSES).contains(TABLES);
    }

    @Test
    void statusAsJsonIsTrue() throws Exception {
        JsonNode status =
                JSON.readTree(sandbox.run("status", "--json").succeeded().out());
        Map<String, JsonNode> tables = byName(status.get("tables"));
        assertThat(status.get("lake").textValue()).isEqualTo("replayed");
        assertThat(byName(status.get("processes")).keySet()).containsAll(PROCESSES);
        assertThat(byName(status.get("processes")).values()).allSatisfy(process -> assertThat(sandbox.processes())
                .containsKey(process.get("pid").longValue()));
        assertThat(rows(tables, "ticks")).isEqualTo(stack.tables().ticks().size());
        assertThat(rows(tables, "candles")).isEqualTo(stack.tables().candles().size());
        assertThat(rows(tables, "raw_messages"))
                .isEqualTo(stack.tables().rawMessages().size());
    }

    @Test
    void theStackTakesLessThanTwoAndAHalfGibibytes() throws Exception {
        JsonNode status =
                JSON.readTree(sandbox.run("status", "--json").succeeded().out());
        long bytes = 0;
        for (JsonNode process : status.get("processes")) {
            bytes += process.get("memory_bytes").longValue();
        }
        System.out.println("resident: " + (bytes >> 20) + " MiB");
        assertThat(bytes).isPositive().isLessThan((5L << 30) / 2);
    }

    private static long rows(Map<String, JsonNode> tables, String name) {
        JsonNode table = tables.get(name);
        assertThat(table).as(name).isNotNull();
        return table == null ? -1 : table.get("rows").longValue();
    }

    private static Map<String, JsonNode> byName(JsonNode array) {
        Map<String, JsonNode> byName = new HashMap<>();
        array.forEach(item -> byName.put(item.get("name").textValue(), item));
        return byName;
    }

    private static Outcome fits(Outcome outcome) {
        System.out.println(outcome);
        assertThat(outcome.succeeded().out().lines()).as(outcome.toString()).allMatch(line -> line.length() <= 80);
        return outcome;
    }
}
