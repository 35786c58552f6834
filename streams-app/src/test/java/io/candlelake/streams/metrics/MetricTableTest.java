package io.candlelake.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTableTest {
    private static final Path TABLE = Path.of("..", "docs", "metrics.md");

    @Test
    void tableNamesExactlyTheMetricsThatExist() throws IOException {
        List<String> rows = Files.readAllLines(TABLE, UTF_8).stream()
                .filter(line -> line.startsWith("| `candlelake_streams_"))
                .toList();

        assertThat(rows)
                .as(TABLE + " has one row for each Metric, in their order")
                .containsExactlyElementsOf(Arrays.stream(Metric.values())
                        .map(metric -> "| `" + metric.fullName() + "` | " + (metric.isCounter() ? "counter" : "gauge")
                                + " | " + String.join(", ", metric.labels()) + " | " + metric.meaning() + " |")
                        .toList());
    }
}
