package io.candlelake.local.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.lake.LakeCatalog;
import io.candlelake.lake.LakeSettings;
import io.candlelake.lake.LakeTables;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.DataFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MaintainCommandTest {
    @TempDir
    private Path data = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeLake() throws IOException {
        Path directory = data.resolve("live");
        Files.createDirectories(directory.resolve("kafka"));
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(directory))) {
            LakeTables.createMissing(lake);
        }
    }

    @Test
    void beforeAndAfterAreShownForEachTable() {
        assertThat(maintain()).isZero();

        assertThat(out.toString().lines().toList())
                .hasSize(15)
                .first()
                .asString()
                .contains("table", "files", "small", "size", "snapshots", "manifests", "planning");
        assertThat(out.toString()).contains("ticks         before").contains("ticks         after");
    }

    @Test
    void aDryRunDoesNothing() {
        try (LakeCatalog lake = LakeCatalog.open(LakeSettings.local(data.resolve("live")))) {
            lake.table("gaps")
                    .newAppend()
                    .appendFile(DataFiles.builder(lake.table("gaps").spec())
                            .withPath(data.resolve("made-up.parquet").toString())
                            .withFileSizeInBytes(1_000)
                            .withRecordCount(42)
                            .build())
                    .commit();
            long snapshot = lake.table("gaps").currentSnapshot().snapshotId();

            assertThat(maintain("gaps", "--dry-run")).isZero();

            assertThat(out.toString()).contains("now").contains("1.0 kB").doesNotContain("after");
            assertThat(lake.table("gaps").currentSnapshot().snapshotId()).isEqualTo(snapshot);
        }
    }

    @Test
    void lessThanThePromisedTimeTravelIsOneLine() {
        assertThat(maintain("candles", "--retention", "1h")).isEqualTo(2);

        assertThat(err.toString())
                .hasLineCount(1)
                .contains("candles are promised for 7d")
                .contains("only 1h");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatIsPromisedLessMayGoEarlier() {
        assertThat(maintain("candles", "--promise", "30m", "--retention", "1h")).isZero();
        assertThat(maintain("gaps", "--retention", "1h")).isEqualTo(2);
    }

    @Test
    void orphansYoungerThanTheLongestCommitAreOneLine() {
        assertThat(maintain("--orphan-age", "10m")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("LAKE_LONGEST_COMMIT");
    }

    @Test
    void whatIsNotUnderstoodIsOneLine() {
        assertThat(maintain("tick")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("'tick'").contains("ticks, candles");
        assertThat(maintain("--retention", "often")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(2).contains("'often' is no duration");
    }

    private int maintain(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "--data";
        all[1] = data.toString();
        System.arraycopy(words, 0, all, 2, words.length);
        return new CommandLine(new MaintainCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler((exception, arguments) -> {
                    err.append(exception.getMessage()).append("\n");
                    return 2;
                })
                .execute(all);
    }
}
