package io.candlelake.connect.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.management.MBeanAttributeInfo;
import javax.management.ObjectName;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** What is written of the connector's keys is what the code says of them. */
class DocumentationTest {
    private static final Path TABLE = Path.of("..", "..", "docs", "configuration.md");
    private static final Path METRICS = Path.of("..", "..", "docs", "metrics.md");
    private static final String HEADING = "## The connector's own keys";

    @Test
    void tableNamesExactlyTheKeysThatExistWithTheirTypesDefaultsAndValidValues() throws IOException {
        List<String> rows = Files.readAllLines(TABLE, UTF_8).stream()
                .dropWhile(line -> !line.equals(HEADING))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .as(TABLE + ", " + HEADING + ": one row for each key, in their order")
                .containsExactlyElementsOf(LakeSinkConfig.DEFINITION.configKeys().values().stream()
                        .map(DocumentationTest::row)
                        .toList());
    }

    @Test
    void everyAttributeThatJmxShowsIsNamed() throws Exception {
        TableMetrics metrics = TableMetrics.register("documentation", 0, "t");
        ObjectName name =
                new ObjectName("candlelake.connect:type=lake-sink,connector=\"documentation\",task=0,table=\"t\"");
        List<String> attributes = Arrays.stream(ManagementFactory.getPlatformMBeanServer()
                        .getMBeanInfo(name)
                        .getAttributes())
                .map(MBeanAttributeInfo::getName)
                .sorted()
                .toList();
        metrics.close();

        assertThat(Files.readAllLines(METRICS, UTF_8).stream()
                        .dropWhile(line -> !line.equals("# Metrics of the sink"))
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(3, line.indexOf('`', 3))))
                .containsExactlyElementsOf(attributes);
    }

    private static String row(ConfigKey key) {
        String absent = String.valueOf(key.defaultValue).replace("[]", "");
        String valid = key.validator == null
                ? ""
                : String.valueOf(key.validator).replace("[", "").replace("]", "");
        return "| `" + key.name + "` | " + key.type.name().toLowerCase(Locale.ROOT) + " | "
                + (absent.isEmpty() ? "" : "`" + absent + "`") + " | " + valid + " | " + key.documentation + " |";
    }
}
