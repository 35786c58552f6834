package io.candlelake.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.endtoend.command.Outcome;
import io.candlelake.endtoend.command.Running;
import io.candlelake.endtoend.observed.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SQL is answered while the sink commits every second, ten minutes long; no log has an error of the catalog. By end-to-end/soak.sh. */
@Tag("soak")
final class SoakIT {
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("candlelake.soak", 600));
    private static final Pattern CATALOG_ERROR = Pattern.compile(
            "SQLITE_BUSY|SQLITE_LOCKED|database is locked|CommitFailed|CommitStateUnknown|UncheckedSQLException"
                    + "|(?i:\\bERROR\\b.*(catalog|iceberg|commit|sqlite|metadata))");
    private static final List<String> QUERIES = List.of(
            "SELECT product_id, count(*), max(time) FROM ticks GROUP BY 1 ORDER BY 1",
            "SELECT * FROM candles ORDER BY open_time DESC LIMIT 5",
            "SELECT * FROM \"candles$snapshots\" ORDER BY committed_at DESC LIMIT 3",
            "SELECT count(*) FROM ticks FOR TIMESTAMP AS OF current_timestamp - INTERVAL '5' SECOND",
            "SELECT count(*) FROM raw_messages",
            "SELECT file_count FROM (SELECT count(*) AS file_count FROM \"ticks$files\")");

    @Test
    @Timeout(3600)
    void sqlAnswersWhileTheSinkCommitsAndNoCatalogErrorAppears() throws Exception {
        try (SimulatedStack stack = new SimulatedStack("--rate", "200")) {
            Running up = stack.up();
            stack.awaitFreshTicks(Duration.ofMinutes(2));
            stack.sandbox().run(Duration.ofMinutes(12), "sql", "SELECT 1").succeeded();
            List<Long> millis = new ArrayList<>();
            Instant end = Instant.now().plus(SPAN);
            for (int number = 0; Instant.now().isBefore(end); number++) {
                Outcome answer = stack.sandbox()
                        .run("sql", QUERIES.get(number % QUERIES.size()))
                        .succeeded();
                millis.add(answer.took().toMillis());
                assertThat(up.isAlive()).as(up.soFar().toString()).isTrue();
            }
            System.out.println(describe(millis) + "; " + stack.ledger().size() + " trades");
            stack.sandbox().run("down").succeeded();
            assertThat(catalogErrors(stack.sandbox().data())).isEmpty();
            assertThat(Difference.ofTicks(stack.ledgerByKey(), stack.tables().ticks()))
                    .isEmpty();
        }
    }

    private static String describe(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.size() + " queries, median " + sorted.get(sorted.size() / 2) + " ms, slowest "
                + sorted.get(sorted.size() - 1) + " ms";
    }

    private static List<String> catalogErrors(Path data) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path log : files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> file.toString().contains("/logs/"))
                    .toList()) {
                try (Stream<String> lines = Files.lines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
                    lines.filter(line -> CATALOG_ERROR.matcher(line).find())
                            .forEach(line -> found.add(log.getFileName() + ": " + line));
                }
            }
        }
        return found;
    }
}
