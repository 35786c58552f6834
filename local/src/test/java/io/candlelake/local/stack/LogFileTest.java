package io.candlelake.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path folder = Path.of("");

    private LogFile log = new LogFile(folder);

    @BeforeEach
    void name() {
        log = new LogFile(folder.resolve("broker.log"));
    }

    @Test
    void lastLineIsTheReasonNotTheStackTrace() throws IOException {
        Files.writeString(
                log.path(), "starting\nbroker: no space\n\tat a.B.c(B.java:1)\n\tat d.E.f(E.java:2)\n\n", UTF_8);

        assertThat(log.lastLine(0)).isEqualTo("broker: no space");
    }

    @Test
    void linesOfAnEarlierRunAreNotTheReason() throws IOException {
        Files.writeString(log.path(), "an old reason\n", UTF_8);

        assertThat(log.lastLine(log.size())).isEqualTo("it wrote nothing");
    }

    @Test
    void longLogIsMovedAsideAndGoesOnAtItsStart() throws IOException {
        Files.write(log.path(), new byte[(int) LogFile.MAX_BYTES + 1]);

        log.bound();

        assertThat(log.size()).isZero();
        assertThat(folder.resolve("broker.log.1")).hasSize(LogFile.MAX_BYTES + 1);
    }

    @Test
    void shortLogStays() throws IOException {
        Files.writeString(log.path(), "line\n", UTF_8);

        log.bound();

        assertThat(log.size()).isEqualTo(5);
    }
}
