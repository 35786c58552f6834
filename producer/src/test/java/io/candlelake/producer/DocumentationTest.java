package io.candlelake.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written of the settings is what the code says of them. */
class DocumentationTest {
    private static final Path TABLE = Path.of("..", "docs", "configuration.md");

    @Test
    void tableNamesExactlyTheSettingsThatExistAndTheirDefaults() throws IOException {
        List<String> rows = Files.readAllLines(TABLE, UTF_8).stream()
                .takeWhile(line -> !line.equals("# Configuration of the streams app"))
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .as(TABLE + " has one row for each Setting, in their order")
                .containsExactlyElementsOf(Arrays.stream(Setting.values())
                        .map(DocumentationTest::row)
                        .toList());
    }

    private static String row(Setting setting) {
        String absent = setting.absent().isEmpty() ? "" : "`" + setting.absent() + "`";
        return "| `" + setting.name() + "` | " + absent + " | " + setting.meaning() + " |";
    }

    @Test
    void helpNamesEverySettingAndHasAnExample() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Help.print(new PrintStream(out, true, UTF_8));

        assertThat(out.toString(UTF_8))
                .contains("Example: PRODUCTS=BTC-USD")
                .contains(Arrays.stream(Setting.values()).map(Setting::line).toList());
    }
}
