package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.command.Sandbox;
import io.candlelake.endtoend.tamper.Tamper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a sample becomes is proved; what somebody does to it behind the pipeline's back is named, and mended from the frames. */
@Tag("slow")
@Order(3)
final class AuditIT {
    private static final String DAY = "2026-03-01";

    @Test
    void aTamperedRowIsNamedAndRebuiltFromItsFrame() throws Exception {
        try (Sandbox sandbox = Sandbox.create()) {
            Path sample = Recordings.sample("sample-exchange.ndjson", sandbox.file("exchange.ndjson"));
            sandbox.run("replay", sample.toString()).succeeded();

            Outcome proved = sandbox.run("audit").succeeded();
            assertThat(proved.out()).contains("proved: nothing is missing, doubled or altered");
            assertThat(lastAudit(sandbox)).as("what the lake's metrics tell").contains("\"result\":\"proved\"");
            assertThat(sandbox.run("rebuild", "--day", DAY).succeeded().out())
                    .contains("equal, row for row")
                    .contains("equal: " + DAY);

            Record altered = Tamper.with(sandbox.data(), "replayed", "ticks", AuditIT::isOfDay, row -> {
                row.setField("price", ((BigDecimal) row.getField("price")).add(new BigDecimal("0.000000000000000001")));
                return List.of(row);
            });
            String name = altered.getField("product_id") + " " + altered.getField("trade_id");

            Outcome differs = sandbox.run("audit", "ticks", "--output", "json");
            assertThat(differs.exitCode()).isEqualTo(1);
            JsonNode report = new ObjectMapper().readTree(differs.out());
            assertThat(report.required("verdict").textValue()).isEqualTo("differs");
            assertThat(report.required("differences")).isNotEmpty().allSatisfy(difference -> {
                assertThat(difference.required("kind").textValue()).isEqualTo("ALTERED");
                assertThat(difference.required("row").textValue()).isEqualTo(name);
            });

            assertThat(lastAudit(sandbox))
                    .as("an audit of one table does not speak for all")
                    .contains("\"proved\"");
            assertThat(sandbox.run("audit").exitCode()).isEqualTo(1);
            assertThat(lastAudit(sandbox)).contains("\"result\":\"not proved\"");

            Outcome rebuilt = sandbox.run("rebuild", "--day", DAY);
            assertThat(rebuilt.exitCode()).isEqualTo(1);
            assertThat(rebuilt.out()).contains("ticks " + name + ": altered");

            assertThat(sandbox.run("rebuild", "--day", DAY, "--replace")
                            .succeeded()
                            .out())
                    .contains("replaced: table ticks");
            assertThat(sandbox.run("audit").succeeded().out()).contains("proved: nothing is missing");
        }
    }

    private static String lastAudit(Sandbox sandbox) throws IOException {
        return Files.readString(sandbox.data().resolve("replayed/audit/last.json"));
    }

    private static boolean isOfDay(Record tick) {
        return String.valueOf(tick.getField("time")).startsWith(DAY);
    }
}
