package io.candlelake.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, UTF_8);

    @Test
    void doneStepIsALineWithSeconds() {
        try (TerminalProgress progress = TerminalProgress.on(out, false)) {
            progress.begin("broker").done("broker ready");
        }

        assertThat(shown.toString(UTF_8)).matches(" +\\d+\\.\\d s  broker ready\\R");
    }

    @Test
    void silenceIsBrokenByWhatIsAwaited() throws InterruptedException {
        try (TerminalProgress progress = TerminalProgress.on(out, false)) {
            progress.begin("broker");
            progress.begin("tables");
            Instant deadline = Instant.now().plusSeconds(30);
            while (shown.size() == 0) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.sleep(20);
            }
        }

        assertThat(shown.toString(UTF_8)).contains("waiting for broker, tables");
    }

    @Test
    void spinnerIsOverwrittenByTheNextLine() throws InterruptedException {
        try (TerminalProgress progress = TerminalProgress.on(out, true)) {
            Progress.Step step = progress.begin("broker");
            Instant deadline = Instant.now().plusSeconds(30);
            while (shown.size() == 0) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.sleep(20);
            }
            step.done("broker ready");
        }

        assertThat(shown.toString(UTF_8))
                .startsWith("\r\033[K")
                .contains("\r\033[K")
                .contains("broker ready");
    }
}
